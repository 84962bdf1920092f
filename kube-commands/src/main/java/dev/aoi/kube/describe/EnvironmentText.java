package dev.aoi.kube.describe;

import dev.aoi.kube.print.Redaction;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** One environment variable: its value, masked if it is a credential, or where it comes from. */
final class EnvironmentText {

    private EnvironmentText() {}

    static void write(Page page, JsonNode variable, JsonNode pod) {
        String name = Layout.text(variable, "name");
        String label = name + ":";
        JsonNode from = variable.path("valueFrom");
        if (from.isEmpty()) {
            List<String> lines =
                    Redaction.value(name, Layout.text(variable, "value")).lines().toList();
            page.line(6, label, lines.isEmpty() ? "" : lines.getFirst());
            lines.stream().skip(1).forEach(l -> page.line(6, "", l));
        } else if (from.has("fieldRef")) {
            JsonNode ref = from.path("fieldRef");
            String path = Layout.text(ref, "fieldPath");
            page.line(
                    6,
                    label,
                    field(pod, path) + " (" + Layout.text(ref, "apiVersion") + ":" + path + ")");
        } else if (from.has("resourceFieldRef")) {
            JsonNode ref = from.path("resourceFieldRef");
            page.line(
                    6,
                    label,
                    Layout.text(ref, "divisor") + " (" + Layout.text(ref, "resource") + ")");
        } else if (from.has("secretKeyRef")) {
            key(page, label, "in secret", from.path("secretKeyRef"));
        } else if (from.has("configMapKeyRef")) {
            key(page, label, "of config map", from.path("configMapKeyRef"));
        }
    }

    private static void key(Page page, String label, String where, JsonNode ref) {
        page.line(
                6,
                label,
                "<set to the key '"
                        + Layout.text(ref, "key")
                        + "' "
                        + where
                        + " '"
                        + Layout.text(ref, "name")
                        + "'>",
                "Optional: " + ref.path("optional").asBoolean(false));
    }

    private static String field(JsonNode pod, String path) {
        return Layout.text(pod, path.split("\\."));
    }
}
