package dev.aoi.cluster.host;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.WorldSpec;
import dev.aoi.cluster.world.WriteRequest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One record of a world's log: a line of checksum (eight hexadecimal digits of CRC-32), space and
 * JSON.
 *
 * @param json the record
 */
record LogRecord(JsonNode json) {
    /** Raised when old logs can no longer be replayed. */
    static final int FORMAT = 1;

    private static final int PREFIX = 9;

    static LogRecord created(String world, WorldSpec spec) {
        ObjectNode json = JsonText.object().put("format", FORMAT).put("world", world);
        json.setAll(AdminViews.spec(spec));
        return new LogRecord(json);
    }

    /** What a world was made of. */
    WorldSpec spec() {
        return AdminViews.spec(json);
    }

    /** Always of the same length. */
    static LogRecord clock(Instant now) {
        return new LogRecord(JsonText.object().put("clock", time(now)));
    }

    static LogRecord write(Instant at, WriteRequest request) {
        ObjectNode json = JsonText.object().put("at", time(at)).put("user", request.user());
        json.put("verb", request.verb()).put("path", request.path());
        json.put("type", request.contentType()).put("body", request.body());
        return new LogRecord(json.put("manager", request.manager()));
    }

    /** Parses a line without its line feed; empty when it is damaged. */
    static Optional<LogRecord> parse(String line) {
        if (line.length() < PREFIX || !line.startsWith(checksum(line.substring(PREFIX)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LogRecord(JsonText.read(line.substring(PREFIX))));
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    /** The line with its line feed. */
    byte[] line() {
        String text = JsonText.text(json);
        return (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    boolean isCreation() {
        return json.has("world");
    }

    boolean isClock() {
        return json.has("clock");
    }

    /** Virtual time of a clock or of a write. */
    Instant at() {
        String[] parts = json.path(isClock() ? "clock" : "at").asString("").split("\\.");
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    WriteRequest request() {
        return new WriteRequest(
                json.path("user").asString(""),
                json.path("verb").asString(""),
                json.path("path").asString(""),
                json.path("type").asString(""),
                json.path("body").asString(""),
                json.path("manager").asString(""));
    }

    private static String time(Instant instant) {
        return "%010d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
