package dev.aoi.kube.write;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies strategic merge patches, as the API server would.
 *
 * <p>Steps: 1. maps are merged, null removes. 2. A list with a merge key is merged element by
 * element: known ones in place, new ones after the old ones. 3. Any other list is replaced. The
 * directives {@code $patch: replace} and {@code $patch: delete} are understood; others are not, and
 * fail.
 */
final class StrategicPatch {

    private static final String DIRECTIVE = "$patch";

    private StrategicPatch() {}

    /**
     * Applies a patch to a copy.
     *
     * @throws PatchFailure for a directive that is not understood, or an element without its key
     */
    static JsonNode apply(JsonNode object, JsonNode patch) {
        return map(object, patch, "");
    }

    private static JsonNode map(JsonNode object, JsonNode patch, String field) {
        ObjectNode changes = patch.asObject();
        ObjectNode merged =
                object instanceof ObjectNode map && !directive(patch, "replace")
                        ? map.deepCopy()
                        : changes.objectNode();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            String key = change.getKey();
            JsonNode value = change.getValue();
            if (key.equals(DIRECTIVE)) {
                continue;
            }
            if (key.startsWith("$")) {
                throw new PatchFailure(
                        "directive " + key + " is not understood; use a json or merge patch");
            }
            if (value.isNull() || directive(value, "delete")) {
                merged.remove(key);
            } else if (value.isObject()) {
                merged.set(key, map(merged.path(key), value, key));
            } else if (value.isArray()) {
                merged.set(key, list(merged.path(key), value, field, key));
            } else {
                merged.set(key, value);
            }
        }
        return merged;
    }

    private static JsonNode list(JsonNode old, JsonNode patch, String owner, String field) {
        Optional<String> mergeKey = MergeKeys.of(owner, field);
        if (mergeKey.isEmpty()) {
            return patch.deepCopy();
        }
        String key = mergeKey.get();
        boolean replaced =
                patch.valueStream().anyMatch(e -> e.size() == 1 && directive(e, "replace"));
        List<JsonNode> elements = new ArrayList<>();
        if (!replaced) {
            old.forEach(elements::add);
        }
        for (JsonNode change : patch) {
            if (replaced && directive(change, "replace")) {
                continue;
            }
            if (!change.has(key)) {
                throw new PatchFailure(
                        "an element of " + field + " does not say its " + key + ": " + change);
            }
            int at = indexOf(elements, key, change.get(key));
            if (directive(change, "delete")) {
                if (at >= 0) {
                    elements.remove(at);
                }
            } else if (at >= 0) {
                elements.set(at, map(elements.get(at), change, field));
            } else {
                elements.add(map(MissingNode.getInstance(), change, field));
            }
        }
        ArrayNode merged = patch.asArray().arrayNode();
        merged.addAll(elements);
        return merged;
    }

    private static int indexOf(List<JsonNode> elements, String key, JsonNode value) {
        for (int i = 0; i < elements.size(); i++) {
            if (value.equals(elements.get(i).path(key))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean directive(JsonNode node, String word) {
        return node.path(DIRECTIVE).asString("").equals(word);
    }
}
