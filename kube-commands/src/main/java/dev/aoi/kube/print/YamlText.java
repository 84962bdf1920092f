package dev.aoi.kube.print;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/**
 * JSON as the YAML that kubectl prints: keys in natural order, lists not indented below their key,
 * long lines folded.
 */
public final class YamlText {

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** Writes a document; ends with a line end. */
    public static String of(JsonNode node) {
        YamlText yaml = new YamlText();
        if (node.isContainer() && !node.isEmpty()) {
            yaml.block(node, 0);
            yaml.out.deleteCharAt(0);
        } else {
            yaml.inline(node, 0);
        }
        return yaml.out.append('\n').toString();
    }

    /** Writes a map or list on lines of its own; starts with a line end. */
    private void block(JsonNode node, int indent) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                line(indent);
                item(item, indent);
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : sorted(node)) {
                line(indent);
                entry(entry, indent);
            }
        }
    }

    private void item(JsonNode item, int indent) {
        out.append("- ");
        if (!item.isContainer() || item.isEmpty()) {
            inline(item, indent + 2);
        } else if (item.isArray()) {
            // A list in a list begins on the line of its dash.
            boolean first = true;
            for (JsonNode inner : item) {
                if (!first) {
                    line(indent + 2);
                }
                first = false;
                item(inner, indent + 2);
            }
        } else {
            boolean first = true;
            for (Map.Entry<String, JsonNode> entry : sorted(item)) {
                if (!first) {
                    line(indent + 2);
                }
                first = false;
                entry(entry, indent + 2);
            }
        }
    }

    private void entry(Map.Entry<String, JsonNode> entry, int indent) {
        out.append(YamlScalar.write(entry.getKey(), 0, 0)).append(':');
        JsonNode value = entry.getValue();
        if (value.isContainer() && !value.isEmpty()) {
            block(value, value.isArray() ? indent : indent + 2);
        } else {
            out.append(' ');
            inline(value, indent + 2);
        }
    }

    private void inline(JsonNode value, int indent) {
        if (value.isString()) {
            int column = out.length() - 1 - out.lastIndexOf("\n");
            out.append(YamlScalar.write(value.stringValue(), column, indent));
        } else {
            // Empty containers, numbers, booleans and null are written as in JSON.
            out.append(value.isNull() ? "null" : value.toString());
        }
    }

    private void line(int indent) {
        out.append('\n').repeat(' ', indent);
    }

    private static List<Map.Entry<String, JsonNode>> sorted(JsonNode map) {
        return map.propertyStream().sorted(Map.Entry.comparingByKey(new NaturalOrder())).toList();
    }
}
