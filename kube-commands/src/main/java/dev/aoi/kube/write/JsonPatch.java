package dev.aoi.kube.write;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Applies JSON patches (RFC 6902): the operations one after the other, all or none. */
final class JsonPatch {

    private JsonPatch() {}

    /**
     * Applies a patch to a copy.
     *
     * @throws PatchFailure when an operation does not fit or a test does not hold
     */
    static JsonNode apply(JsonNode object, JsonNode operations) {
        JsonNode copy = object.deepCopy();
        for (JsonNode operation : operations) {
            operate(copy, operation);
        }
        return copy;
    }

    private static void operate(JsonNode root, JsonNode operation) {
        String path = operation.path("path").asString("");
        JsonNode value = operation.path("value");
        switch (operation.path("op").asString("")) {
            case "add" -> add(root, path, value.deepCopy());
            case "remove" -> remove(root, path);
            case "replace" -> {
                remove(root, path);
                add(root, path, value.deepCopy());
            }
            case "move" -> {
                JsonNode moved = existing(root, operation.path("from").asString(""));
                remove(root, operation.path("from").asString(""));
                add(root, path, moved);
            }
            case "copy" ->
                    add(root, path, existing(root, operation.path("from").asString("")).deepCopy());
            case "test" -> {
                if (!existing(root, path).equals(value)) {
                    throw new PatchFailure("testing value " + path + " failed");
                }
            }
            case String other -> throw new PatchFailure("unknown operation '" + other + "'");
        }
    }

    private static JsonNode existing(JsonNode root, String path) {
        JsonNode found = Pointer.at(root, path);
        if (found.isMissingNode()) {
            throw missing(path);
        }
        return found;
    }

    private static void add(JsonNode root, String path, JsonNode value) {
        String last = last(path);
        switch (parent(root, path)) {
            case ObjectNode map -> map.set(last, value);
            case ArrayNode list -> {
                int index = last.equals("-") ? list.size() : index(last, path);
                if (index > list.size()) {
                    throw missing(path);
                }
                list.insert(index, value);
            }
            default -> throw missing(path);
        }
    }

    private static void remove(JsonNode root, String path) {
        existing(root, path);
        String last = last(path);
        switch (parent(root, path)) {
            case ObjectNode map -> map.remove(last);
            case ArrayNode list -> list.remove(index(last, path));
            default -> throw missing(path);
        }
    }

    private static JsonNode parent(JsonNode root, String path) {
        return existing(root, path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    private static String last(String path) {
        List<String> steps = Pointer.steps(path);
        if (steps.isEmpty()) {
            throw new PatchFailure("a patch cannot replace the whole object");
        }
        return steps.getLast();
    }

    private static int index(String step, String path) {
        if (!step.matches("0|[1-9][0-9]{0,8}")) {
            throw missing(path);
        }
        return Integer.parseInt(step);
    }

    private static PatchFailure missing(String path) {
        return new PatchFailure("there is nothing at " + path);
    }
}
