package dev.aoi.cluster.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7386): objects merge, null removes, everything else replaces. */
final class MergePatch {
    private MergePatch() {}

    /** Applies {@code patch} to a copy of {@code target}. */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonText.object();
        changes.properties()
                .forEach(
                        entry -> {
                            String field = entry.getKey();
                            if (entry.getValue().isNull()) {
                                result.remove(field);
                            } else {
                                result.set(field, apply(result.path(field), entry.getValue()));
                            }
                        });
        return result;
    }
}
