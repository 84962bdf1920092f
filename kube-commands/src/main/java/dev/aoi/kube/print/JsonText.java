package dev.aoi.kube.print;

import dev.aoi.kube.api.ApiSession;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/** JSON as kubectl prints it: four blanks per level, keys in the order of their letters. */
public final class JsonText {

    private static final String STEP = "    ";

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /** Writes a document; ends with a line end. */
    public static String of(JsonNode node) {
        JsonText text = new JsonText();
        text.write(node, "\n");
        return text.out.append('\n').toString();
    }

    private void write(JsonNode node, String line) {
        if (!node.isContainer()) {
            out.append(scalar(node));
            return;
        }
        String open = node.isArray() ? "[" : "{";
        String close = node.isArray() ? "]" : "}";
        out.append(open);
        if (!node.isEmpty()) {
            String inner = line + STEP;
            String comma = "";
            if (node.isArray()) {
                for (JsonNode item : node) {
                    out.append(comma).append(inner);
                    write(item, inner);
                    comma = ",";
                }
            } else {
                for (Map.Entry<String, JsonNode> entry :
                        node.propertyStream().sorted(Map.Entry.comparingByKey()).toList()) {
                    out.append(comma).append(inner).append(quoted(entry.getKey())).append(": ");
                    write(entry.getValue(), inner);
                    comma = ",";
                }
            }
            out.append(line);
        }
        out.append(close);
    }

    private static String scalar(JsonNode node) {
        return node.isString() ? quoted(node.stringValue()) : node.toString();
    }

    /** Go's encoder also escapes what would mean something in HTML. */
    private static String quoted(String text) {
        return ApiSession.JSON
                .writeValueAsString(text)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }
}
