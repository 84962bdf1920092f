package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** JSON Patch (RFC 6902): add, remove, replace, move, copy, test, all or nothing. */
final class JsonPatch {
    private JsonPatch() {}

    /**
     * Applies {@code patch} to a copy of {@code target}.
     *
     * @throws ApiException 400 when the patch is not one, 422 when it cannot be applied
     */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiException.badRequest(
                    "error decoding patch: json: cannot unmarshal "
                            + (patch.isObject() ? "object" : "value")
                            + " into Go value of type []handlers.jsonPatchOp");
        }
        JsonNode result = target.deepCopy();
        for (JsonNode operation : patch) {
            result = step(result, operation);
        }
        return result;
    }

    private static JsonNode step(JsonNode document, JsonNode operation) {
        String op = operation.path("op").asString("");
        List<String> path = pointer(operation.path("path"));
        return switch (op) {
            case "add" -> put(document, path, value(operation), true);
            case "replace" -> {
                get(document, path);
                yield put(document, path, value(operation), false);
            }
            case "remove" -> remove(document, path);
            case "copy" ->
                    put(
                            document,
                            path,
                            get(document, pointer(operation.path("from"))).deepCopy(),
                            true);
            case "move" -> {
                List<String> from = pointer(operation.path("from"));
                JsonNode moved = get(document, from);
                yield put(remove(document, from), path, moved, true);
            }
            case "test" -> {
                if (!JsonEquality.equal(get(document, path), value(operation))) {
                    throw rejected();
                }
                yield document;
            }
            default ->
                    throw new ApiException(
                            422,
                            "Invalid",
                            "the server rejected our request due to an error in our request",
                            JsonText.object());
        };
    }

    private static JsonNode put(
            JsonNode document, List<String> path, JsonNode value, boolean insert) {
        if (path.isEmpty()) {
            return value;
        }
        JsonNode parent = get(document, path.subList(0, path.size() - 1));
        String last = path.getLast();
        switch (parent) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when insert -> array.insert(index(last, array.size() + 1), value);
            case ArrayNode array -> array.set(index(last, array.size()), value);
            default -> throw rejected();
        }
        return document;
    }

    private static JsonNode remove(JsonNode document, List<String> path) {
        if (path.isEmpty()) {
            throw rejected();
        }
        get(document, path);
        JsonNode parent = get(document, path.subList(0, path.size() - 1));
        switch (parent) {
            case ObjectNode object -> object.remove(path.getLast());
            case ArrayNode array -> array.remove(index(path.getLast(), array.size()));
            default -> throw rejected();
        }
        return document;
    }

    private static JsonNode get(JsonNode document, List<String> path) {
        JsonNode node = document;
        for (String part : path) {
            node =
                    switch (node) {
                        case ObjectNode object when object.has(part) -> object.get(part);
                        case ArrayNode array -> array.get(index(part, array.size()));
                        default -> throw rejected();
                    };
        }
        return node;
    }

    private static int index(String part, int size) {
        int index =
                part.equals("-")
                        ? size - 1
                        : part.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(part) : -1;
        if (index < 0 || index >= size) {
            throw rejected();
        }
        return index;
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.path("value");
        if (value.isMissingNode()) {
            throw ApiException.badRequest("error decoding patch: operation without a value");
        }
        return value.deepCopy();
    }

    private static List<String> pointer(JsonNode path) {
        String text = path.asString("");
        if (!path.isString() || !text.isEmpty() && text.charAt(0) != '/') {
            throw ApiException.badRequest(
                    "error decoding patch: \"" + text + "\" is not a JSON pointer");
        }
        if (text.isEmpty()) {
            return List.of();
        }
        return new ArrayList<>(
                Arrays.stream(text.substring(1).split("/", -1))
                        .map(part -> part.replace("~1", "/").replace("~0", "~"))
                        .toList());
    }

    private static ApiException rejected() {
        return new ApiException(
                422,
                "Invalid",
                "the server rejected our request due to an error in our request",
                Optional.of(JsonText.object()));
    }
}
