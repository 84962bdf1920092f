package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;

/** Where a pod may run: node selector and tolerations. */
final class PlacementSection {

    private PlacementSection() {}

    static void write(Page page, int indent, JsonNode podSpec) {
        Layout.labels(page, indent, "Node-Selectors", podSpec.path("nodeSelector"));
        Layout.several(
                page,
                indent,
                "Tolerations",
                podSpec.path("tolerations")
                        .valueStream()
                        .map(PlacementSection::toleration)
                        .toList());
    }

    private static String toleration(JsonNode toleration) {
        String value = Layout.text(toleration, "value");
        String effect = Layout.text(toleration, "effect");
        StringBuilder text = new StringBuilder(Layout.text(toleration, "key"));
        if (!value.isEmpty()) {
            text.append('=').append(value);
        }
        if (!effect.isEmpty()) {
            text.append(':').append(effect);
        }
        if (Layout.text(toleration, "operator").equals("Exists") && value.isEmpty()) {
            text.append(text.isEmpty() ? "op=Exists" : " op=Exists");
        }
        String seconds = Layout.text(toleration, "tolerationSeconds");
        if (!seconds.isEmpty()) {
            text.append(" for ").append(seconds).append('s');
        }
        return text.toString();
    }
}
