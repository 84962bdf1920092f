package dev.aoi.cluster.podtemplate;

import dev.aoi.cluster.podtemplate.GoType.Special;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Dumps of the types whose parts differ from their JSON. */
final class KnownDump {
    /** Seconds from the year 1, where Go's times begin, to 1970. */
    private static final long GO_EPOCH = 62_135_596_800L;

    /** The local zone of a machine that has not set one: the zone is in the dump. */
    private static final String LOCAL =
            "(*time.Location){name:(string)UTC zone:([]time.zone)<nil> tx:([]time.zoneTrans)<nil>"
                    + " extend:(string) cacheStart:(int64)0 cacheEnd:(int64)0"
                    + " cacheZone:(*time.zone)<nil>}";

    private KnownDump() {}

    static void append(Special special, JsonNode node, StringBuilder out) {
        switch (special) {
            case QUANTITY -> GoQuantity.of(node).dump(out);
            case INT_OR_STRING -> intOrString(node, out);
            case TIME -> time(node, out);
            case FIELDS -> fields(node, out);
        }
    }

    private static void intOrString(JsonNode node, StringBuilder out) {
        boolean text = node.isString();
        out.append("{Type:(intstr.Type)").append(text ? 1 : 0);
        out.append(" IntVal:(int32)").append(text ? 0 : node.asInt(0));
        out.append(" StrVal:(string)").append(text ? node.asString() : "").append('}');
    }

    private static void time(JsonNode node, StringBuilder out) {
        out.append("{Time:(time.Time){wall:(uint64)0 ext:(int64)");
        if (node.isString()) {
            out.append(GO_EPOCH + instant(node).getEpochSecond()).append(" loc:").append(LOCAL);
        } else {
            out.append("0 loc:(*time.Location)<nil>");
        }
        out.append("}}");
    }

    static Instant instant(JsonNode node) {
        return OffsetDateTime.parse(node.asString()).toInstant();
    }

    private static void fields(JsonNode node, StringBuilder out) {
        out.append("{Raw:([]uint8)");
        char separator = '[';
        for (byte b : node.toString().getBytes(StandardCharsets.UTF_8)) {
            out.append(separator).append(b & 0xff);
            separator = ' ';
        }
        out.append("]}");
    }
}
