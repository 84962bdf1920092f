package dev.aoi.cluster.api;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** JSON for people, indented as Go's encoder does it. */
final class IndentedJson {
    private static final String STEP = "  ";

    private IndentedJson() {}

    /** UTF-8, without a line feed at the end. */
    static byte[] bytes(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, "\n", out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a client is one that people read: it asks for it, or is known to be. */
    static boolean wanted(ApiCall call) {
        return wanted(call.query(), call.agent());
    }

    /** As the other, from a request's query and the name of its client. */
    static boolean wanted(Query query, String agent) {
        String asked = query.first("pretty");
        if (!asked.isEmpty()) {
            return asked.equals("true") || asked.equals("1");
        }
        return agent.equals("curl") || agent.equals("Wget") || agent.equals("Mozilla");
    }

    private static void write(JsonNode node, String line, StringBuilder out) {
        if (!node.isContainer() || node.isEmpty()) {
            out.append(JsonText.text(node));
            return;
        }
        String inner = line + STEP;
        if (node.isArray()) {
            out.append('[');
            Iterator<JsonNode> entries = node.iterator();
            while (entries.hasNext()) {
                out.append(inner);
                write(entries.next(), inner, out);
                out.append(entries.hasNext() ? "," : "");
            }
            out.append(line).append(']');
        } else {
            out.append('{');
            Iterator<Map.Entry<String, JsonNode>> entries = node.properties().iterator();
            while (entries.hasNext()) {
                Map.Entry<String, JsonNode> entry = entries.next();
                out.append(inner).append(JsonText.quoted(entry.getKey())).append(": ");
                write(entry.getValue(), inner, out);
                out.append(entries.hasNext() ? "," : "");
            }
            out.append(line).append('}');
        }
    }
}
