package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import java.util.List;
import java.util.Map;

/**
 * Values that are given: enum, const, and the names of properties. They are written in one way,
 * with no escapes but those that JSON needs, and properties in the order in which they stand.
 */
final class Literals {
    private static final JsonMapper JSON = new JsonMapper();

    private final Network network;

    Literals(Network network) {
        this.network = network;
    }

    /** The values of a schema with enum or const, or both. */
    void add(int from, JsonNode schema, String pointer, List<String> types, int to) {
        JsonNode values = schema.path("enum");
        if (schema.has("enum") && (!values.isArray() || values.isEmpty())) {
            throw SchemaException.of(
                    pointer, "enum", "must be an array of values, but is " + values);
        }
        JsonNode constant = schema.path("const");
        boolean some = false;
        for (JsonNode value : schema.has("enum") ? values.values() : List.of(constant)) {
            boolean counts = !schema.has("const") || Values.equal(value, constant);
            if (counts && types.stream().anyMatch(type -> Values.is(value, type))) {
                some = true;
                value(from, value, pointer, to);
            }
        }
        if (!some) {
            throw SchemaException.of(
                    pointer,
                    schema.has("enum") ? "enum" : "const",
                    "has no value that the schema's other keywords allow");
        }
    }

    /** A name in its quotes. */
    void add(int from, String text, String pointer, int to) {
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new SchemaException(
                    "the schema at %s has the text %s with half a surrogate pair"
                            .formatted(pointer, StringNode.valueOf(text)));
        }
        network.text(from, JSON.writeValueAsString(text), to);
    }

    private void value(int from, JsonNode value, String pointer, int to) {
        if (value.isString()) {
            add(from, value.stringValue(), pointer, to);
        } else if (value.isArray() && !value.isEmpty()) {
            int at = network.state();
            network.range(from, '[', '[', at);
            for (int i = 0; i < value.size(); i++) {
                int behind = network.state();
                value(i == 0 ? at : separated(at, ','), value.get(i), pointer, behind);
                at = behind;
            }
            network.range(at, ']', ']', to);
        } else if (value.isObject() && !value.isEmpty()) {
            int at = network.state();
            network.range(from, '{', '{', at);
            boolean first = true;
            for (Map.Entry<String, JsonNode> property : value.properties()) {
                int colon = network.state();
                int behind = network.state();
                add(first ? at : separated(at, ','), property.getKey(), pointer, colon);
                value(separated(colon, ':'), property.getValue(), pointer, behind);
                at = behind;
                first = false;
            }
            network.range(at, '}', '}', to);
        } else if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
            throw SchemaException.of(pointer, "enum or const", "has a number beyond all doubles");
        } else {
            network.text(from, value.toString(), to);
        }
    }

    private int separated(int from, char separator) {
        int behind = network.state();
        network.separator(from, separator, behind);
        return behind;
    }
}
