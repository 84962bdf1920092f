package dev.aoi.cluster.podtemplate;

import dev.aoi.cluster.podtemplate.GoType.Field;
import dev.aoi.cluster.podtemplate.GoType.Flag;
import dev.aoi.cluster.podtemplate.GoType.Known;
import dev.aoi.cluster.podtemplate.GoType.Mapping;
import dev.aoi.cluster.podtemplate.GoType.Pointer;
import dev.aoi.cluster.podtemplate.GoType.Sequence;
import dev.aoi.cluster.podtemplate.GoType.Struct;
import dev.aoi.cluster.podtemplate.GoType.Text;
import dev.aoi.cluster.podtemplate.GoType.Whole;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod template as JSON with sorted keys, as it stands in the data of a {@code ControllerRevision}
 * of a StatefulSet.
 *
 * <p>Numbers went through 64-bit floating point; absent fields that are never left out are written
 * with their zero value.
 */
public final class TemplateJson {
    private static final String NULL = "null";

    private final StringBuilder out = new StringBuilder(4096);

    private TemplateJson() {}

    /** The patch that sets a StatefulSet's template to this one. */
    public static String patch(JsonNode template) {
        TemplateJson json = new TemplateJson();
        json.out.append("{\"spec\":{\"template\":{\"$patch\":\"replace\"");
        json.members(GoTypes.POD_TEMPLATE, template, ',');
        return json.out.append("}}").toString();
    }

    /** A field with its value and the JSON object that holds it. */
    private record Member(Field field, JsonNode value) {}

    private void members(Struct struct, JsonNode node, char first) {
        TreeMap<String, Member> sorted = new TreeMap<>();
        collect(struct, node, sorted);
        char separator = first;
        for (Map.Entry<String, Member> entry : sorted.entrySet()) {
            out.append(separator);
            GoJson.quote(entry.getKey(), out);
            out.append(':');
            value(entry.getValue().field().type(), entry.getValue().value());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void collect(Struct struct, JsonNode node, Map<String, Member> into) {
        for (Field field : struct.fields()) {
            if (field.inlined()) {
                collect((Struct) field.type(), node, into);
                continue;
            }
            JsonNode value = node.path(field.json());
            boolean left =
                    field.omitEmpty() && empty(field.type(), value)
                            || field.omitZero() && !value.isString();
            if (!left) {
                into.put(field.json(), new Member(field, value));
            }
        }
    }

    private static boolean empty(GoType type, JsonNode value) {
        return switch (type) {
            case Text _ -> value.asString("").isEmpty();
            case Flag _ -> !value.asBoolean(false);
            case Whole _ -> value.asLong(0) == 0;
            case Pointer _ -> value.isMissingNode() || value.isNull();
            case Sequence _, Mapping _ -> value.isEmpty();
            case Struct _, Known _ -> false;
        };
    }

    private void value(GoType type, JsonNode node) {
        switch (type) {
            case Text _ -> GoJson.quote(node.asString(""), out);
            case Flag _ -> out.append(node.asBoolean(false));
            case Whole _ -> number(node.asLong(0));
            case Pointer pointer -> {
                if (node.isMissingNode() || node.isNull()) {
                    out.append(NULL);
                } else {
                    value(pointer.to(), node);
                }
            }
            case Sequence sequence -> sequence(sequence, node);
            case Mapping mapping -> mapping(mapping, node);
            case Struct struct -> members(struct, node, '{');
            case Known known -> known(known, node);
        }
    }

    private void number(long number) {
        out.append(new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString());
    }

    private void sequence(Sequence sequence, JsonNode node) {
        if (node.isEmpty()) {
            out.append(NULL);
            return;
        }
        char separator = '[';
        for (JsonNode element : node) {
            out.append(separator);
            value(sequence.element(), element);
            separator = ',';
        }
        out.append(']');
    }

    private void mapping(Mapping mapping, JsonNode node) {
        if (node.isEmpty()) {
            out.append(NULL);
            return;
        }
        TreeMap<String, JsonNode> sorted = new TreeMap<>(Utf8Order.INSTANCE);
        node.forEachEntry(sorted::put);
        char separator = '{';
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(separator);
            GoJson.quote(entry.getKey(), out);
            out.append(':');
            value(mapping.value(), entry.getValue());
            separator = ',';
        }
        out.append('}');
    }

    private void known(Known known, JsonNode node) {
        switch (known.special()) {
            case QUANTITY -> GoJson.quote(GoQuantity.of(node).text(), out);
            case INT_OR_STRING -> {
                if (node.isString()) {
                    GoJson.quote(node.asString(), out);
                } else {
                    number(node.asInt(0));
                }
            }
            case TIME -> {
                if (node.isString()) {
                    GoJson.quote(KnownDump.instant(node).toString(), out);
                } else {
                    out.append(NULL);
                }
            }
            case FIELDS -> out.append(node);
        }
    }
}
