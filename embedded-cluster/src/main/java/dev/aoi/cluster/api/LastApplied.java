package dev.aoi.cluster.api;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes over what kubectl applied on the client's side: where the object still is as its annotation
 * says, a server-side apply of kubectl conflicts with nobody.
 */
final class LastApplied {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String KUBECTL = "kubectl";

    private LastApplied() {}

    /** The conflicts that are left; all of them when another program applies. */
    static Map<String, List<String>> remaining(
            String manager, ObjectNode live, Map<String, List<String>> conflicts) {
        String text = live.path("metadata").path("annotations").path(ANNOTATION).asString("");
        if (!manager.equals(KUBECTL) || !GoJson.complaint(text).isEmpty()) {
            return conflicts;
        }
        JsonNode before = JsonText.read(text);
        Map<String, List<String>> remaining = new LinkedHashMap<>();
        conflicts.forEach(
                (owner, paths) -> {
                    List<String> left = new ArrayList<>(paths);
                    left.removeIf(
                            path -> {
                                JsonNode then = at(before, path);
                                return !then.isMissingNode() && then.equals(at(live, path));
                            });
                    if (!left.isEmpty()) {
                        remaining.put(owner, left);
                    }
                });
        return remaining;
    }

    /** Where kubectl had written what it applied, it now says what it applies to the server. */
    static void follow(String manager, ObjectNode live, ObjectNode applied, ObjectNode merged) {
        if (manager.equals(KUBECTL) && live.path("metadata").path("annotations").has(ANNOTATION)) {
            merged.withObject("/metadata/annotations")
                    .put(ANNOTATION, JsonText.text(sorted(applied)) + "\n");
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(entry -> list.add(sorted(entry)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        ObjectNode object = JsonText.object();
        fields.forEach(object::set);
        return object;
    }

    /** The value at a path such as {@code .spec.containers[name="c"].image}. */
    static JsonNode at(JsonNode node, String path) {
        if (path.isEmpty()) {
            return node;
        }
        if (path.charAt(0) == '.') {
            String rest = path.substring(1);
            // Names may have dots and brackets, so the longest that fits is meant.
            return node.propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(name -> rest.startsWith(name) && ends(rest, name.length()))
                    .max(java.util.Comparator.comparingInt(String::length))
                    .map(name -> at(node.path(name), rest.substring(name.length())))
                    .orElse(MissingNode.getInstance());
        }
        int close = path.indexOf(']');
        if (path.charAt(0) != '[' || close < 0) {
            return MissingNode.getInstance();
        }
        String[] keys = path.substring(1, close).split(",");
        for (JsonNode entry : node) {
            if (has(entry, keys)) {
                return at(entry, path.substring(close + 1));
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean ends(String text, int at) {
        return at == text.length() || text.charAt(at) == '.' || text.charAt(at) == '[';
    }

    private static boolean has(JsonNode entry, String[] keys) {
        for (String key : keys) {
            int equals = key.indexOf('=');
            if (equals < 0) {
                return false;
            }
            JsonNode value = equals == 0 ? entry : entry.path(key.substring(0, equals));
            if (!JsonText.text(value).equals(key.substring(equals + 1))) {
                return false;
            }
        }
        return true;
    }
}
