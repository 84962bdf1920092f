package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiSession;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works out the JSON patch that leads from the image after a change back to the image before it.
 *
 * <p>Steps: 1. walk both images together; where they are equal nothing is written. 2. A field that
 * was changed is replaced, one that was removed is added, one that was added is removed; a list of
 * another length is replaced as a whole. 3. In front of all that stand tests: that the object is
 * the same one, and that each changed field still has its new value.
 *
 * <p>Invariants: no operation moves the index of another; fields outside the change are untouched;
 * a value that the server may write in another way (a quantity), or whose place in a list it
 * chooses (a list that a strategic patch grew), is not tested.
 */
final class UndoOperations {

    private static final Set<String> OPEN_MAPS =
            Set.of("annotations", "labels", "nodeSelector", "data", "binaryData", "matchLabels");
    private static final Set<String> QUANTITIES = Set.of("limits", "requests", "storage");

    private final boolean orderKnown;
    private final ArrayNode tests = ApiSession.JSON.createArrayNode();
    private final List<ObjectNode> restores = new ArrayList<>();

    private UndoOperations(boolean orderKnown) {
        this.orderKnown = orderKnown;
    }

    /**
     * The patch from after back to before; empty when both are equal.
     *
     * @param orderKnown whether the order of list elements after the change is certain
     */
    static Optional<ArrayNode> between(JsonNode before, JsonNode after, boolean orderKnown) {
        UndoOperations operations = new UndoOperations(orderKnown);
        operations.compare("", "", before, after);
        if (operations.restores.isEmpty()) {
            return Optional.empty();
        }
        ArrayNode all = ApiSession.JSON.createArrayNode();
        all.add(
                operation("test", "/metadata/uid")
                        .set("value", before.path("metadata").path("uid")));
        all.addAll(operations.tests);
        operations.restores.forEach(all::add);
        return Optional.of(all);
    }

    private void compare(String path, String owner, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> keys = new LinkedHashSet<>(before.propertyNames());
            keys.addAll(after.propertyNames());
            keys.forEach(k -> member(path, k, before, after));
        } else if (before.isArray() && after.isArray()) {
            list(path, owner, before, after);
        } else {
            test(path, after);
            restore("replace", path, before);
        }
    }

    private void member(String parent, String key, JsonNode before, JsonNode after) {
        String path = Pointer.child(parent, key);
        if (!after.has(key)) {
            restore("add", path, before.get(key));
        } else if (before.has(key)) {
            compare(path, parent, before.get(key), after.get(key));
        } else if (OPEN_MAPS.contains(key) && after.get(key).isObject()) {
            // Others may have put entries into the new map meanwhile: take out ours alone.
            JsonNode map = after.get(key);
            map.propertyNames().forEach(k -> added(Pointer.child(path, k), map.get(k)));
        } else {
            added(path, after.get(key));
        }
    }

    private void added(String path, JsonNode value) {
        test(path, value);
        restores.add(operation("remove", path));
    }

    private void list(String path, String owner, JsonNode before, JsonNode after) {
        if (before.size() == after.size() && (orderKnown || sameKeys(path, owner, before, after))) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "/" + i, path, before.get(i), after.get(i));
            }
            return;
        }
        if (orderKnown) {
            test(path, after);
        }
        restore("replace", path, before);
    }

    private static boolean sameKeys(String path, String owner, JsonNode before, JsonNode after) {
        return MergeKeys.of(field(owner), field(path))
                .map(key -> values(before, key).equals(values(after, key)))
                .orElse(true);
    }

    private static List<String> values(JsonNode list, String key) {
        return list.valueStream().map(e -> e.path(key).asString("")).collect(Collectors.toList());
    }

    /** The last step of a path that is a name, not an index. */
    private static String field(String path) {
        return Pointer.steps(path).stream()
                .filter(s -> !s.matches("[0-9]+"))
                .reduce("", (_, last) -> last);
    }

    /** Tests leaf by leaf: the server may have added defaults beside what was asked for. */
    private void test(String path, JsonNode value) {
        if (value.isObject()) {
            value.propertyNames().forEach(k -> test(Pointer.child(path, k), value.get(k)));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                test(path + "/" + i, value.get(i));
            }
        } else if (Pointer.steps(path).stream().noneMatch(QUANTITIES::contains)) {
            tests.add(operation("test", path).set("value", value));
        }
    }

    private void restore(String op, String path, JsonNode value) {
        restores.add(operation(op, path).set("value", value));
    }

    private static ObjectNode operation(String op, String path) {
        return ApiSession.JSON.createObjectNode().put("op", op).put("path", path);
    }
}
