package dev.aoi.cluster.api;

import dev.aoi.cluster.schema.Quantities;
import dev.aoi.cluster.schema.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the real server's typed decoder does to an object: null means absent, fields that the type
 * does not have are dropped and told of, quantities take their canonical form, and a value of the
 * wrong type is refused in the words of Go's JSON decoder.
 *
 * <p>Steps: walk object and type side by side in the order of the object; the first wrong value is
 * the error; unknown fields are collected with their full path.
 */
final class Decoder {
    private final List<String> unknown = new ArrayList<>();
    private @Nullable String error;
    private @Nullable String conversion;

    private Decoder() {}

    /**
     * What came of it.
     *
     * @param unknown sentences about fields that were dropped
     * @param error what is wrong with the first wrong value, as the JSON decoder says it
     * @param conversion the same as the converter of patched objects says it
     */
    record Outcome(List<String> unknown, Optional<String> error, Optional<String> conversion) {}

    /** Decodes in place. */
    static Outcome decode(Schema type, ObjectNode object) {
        Decoder decoder = new Decoder();
        decoder.struct(type, object, "", "", type.structName());
        return new Outcome(
                List.copyOf(decoder.unknown),
                Optional.ofNullable(decoder.error),
                Optional.ofNullable(decoder.conversion));
    }

    private void struct(
            Schema type, ObjectNode object, String shown, String fields, String struct) {
        Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            Schema field = type.fields().get(name);
            if (field == null && !type.open()) {
                unknown.add("unknown field \"" + join(shown, name) + "\"");
                entries.remove();
            } else if (value.isNull() && !type.open()) {
                entries.remove();
            } else if (field != null) {
                String goName = struct.isEmpty() ? type.structName() : struct;
                entry.setValue(value(field, value, join(shown, name), join(fields, name), goName));
            }
        }
    }

    private JsonNode value(
            Schema type, JsonNode value, String shown, String fields, String struct) {
        switch (type.form()) {
            case STRUCT -> {
                if (value instanceof ObjectNode object) {
                    struct(type, object, shown, fields, type.structName());
                } else {
                    wrong(type, value, fields, struct);
                }
            }
            case MAP -> {
                if (value instanceof ObjectNode object) {
                    map(type.element(), object, shown, fields, struct);
                } else {
                    wrong(type, value, fields, struct);
                }
            }
            case LIST -> {
                if (value instanceof ArrayNode list) {
                    for (int i = 0; i < list.size(); i++) {
                        if (!list.get(i).isNull()) {
                            String at = shown + "[" + i + "]";
                            list.set(i, value(type.element(), list.get(i), at, fields, struct));
                        }
                    }
                } else {
                    wrong(type, value, fields, struct);
                }
            }
            case STRING, TIME -> require(value.isString(), type, value, fields, struct);
            case BOOLEAN -> require(value.isBoolean(), type, value, fields, struct);
            case NUMBER -> require(value.isNumber(), type, value, fields, struct);
            case INTEGER -> integer(type, value, fields, struct);
            case BYTES -> bytes(type, value, fields, struct);
            case INT_OR_STRING -> {
                if (!value.isString() && !value.isIntegralNumber()) {
                    fail(
                            "json: cannot unmarshal %s into Go value of type int32"
                                    .formatted(kindOf(value, true)),
                            "unrecognized type: int32");
                }
            }
            case QUANTITY -> {
                return quantity(value);
            }
            case ANY -> {}
        }
        return value;
    }

    private void map(
            Schema element, ObjectNode object, String shown, String fields, String struct) {
        Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (entry.getValue().isNull()) {
                entries.remove();
            } else {
                String at = join(shown, entry.getKey());
                entry.setValue(value(element, entry.getValue(), at, fields, struct));
            }
        }
    }

    private void integer(Schema type, JsonNode value, String fields, String struct) {
        boolean fits =
                value.isIntegralNumber()
                        && (type.format().equals("int32")
                                ? value.canConvertToInt()
                                : value.canConvertToLong());
        if (!fits) {
            fail(unmarshal(type, kindOf(value, true), fields, struct), converting(type, value));
        }
    }

    private void bytes(Schema type, JsonNode value, String fields, String struct) {
        if (!value.isString()) {
            wrong(type, value, fields, struct);
            return;
        }
        String text = value.asString().replace("\n", "").replace("\r", "");
        try {
            Base64.getDecoder().decode(text);
            if (text.length() % 4 != 0) {
                illegal(text.length());
            }
        } catch (IllegalArgumentException e) {
            int at = 0;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) < 128
                            || text.charAt(at) == '+'
                            || text.charAt(at) == '/')) {
                at++;
            }
            illegal(at);
        }
    }

    private void illegal(int at) {
        String text = "illegal base64 data at input byte " + at;
        fail(text, text);
    }

    private JsonNode quantity(JsonNode value) {
        String text = value.isString() || value.isNumber() ? value.asString() : "";
        Optional<String> canonical = Quantities.canonical(text.strip());
        if (canonical.isEmpty()) {
            fail(Quantities.REFUSAL, Quantities.REFUSAL);
            return value;
        }
        return StringNode.valueOf(canonical.get());
    }

    private void require(boolean holds, Schema type, JsonNode value, String fields, String struct) {
        if (!holds) {
            wrong(type, value, fields, struct);
        }
    }

    private void wrong(Schema type, JsonNode value, String fields, String struct) {
        fail(unmarshal(type, kindOf(value, false), fields, struct), converting(type, value));
    }

    private static String unmarshal(Schema type, String given, String fields, String struct) {
        return "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
                .formatted(given, struct, fields, type.goName());
    }

    private static String converting(Schema type, JsonNode value) {
        String given = kindOf(value, false);
        return switch (type.form()) {
            case LIST -> "cannot restore slice from " + given;
            case MAP -> "cannot restore map from " + given;
            case STRUCT -> "cannot restore struct from: " + given;
            default -> "unrecognized type: " + type.goName();
        };
    }

    private void fail(String unmarshalling, String converting) {
        if (error == null) {
            error = unmarshalling;
            conversion = converting;
        }
    }

    /** What a JSON value is to Go's decoder. */
    static String kindOf(JsonNode value, boolean number) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> number ? "number " + value : "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> "object";
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
