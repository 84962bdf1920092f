package dev.aoi.cluster.api;

import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes' strategic merge patch.
 *
 * <p>Steps for an object: {@code $patch} replaces or deletes it whole; {@code $retainKeys} drops
 * other keys; null removes a key; objects merge; lists merge by the keys of their type or are
 * replaced; {@code $deleteFromPrimitiveList/x} removes scalars; {@code $setElementOrder/x} orders
 * the result.
 *
 * <p>Invariant: entries that the patch does not mention keep their order among themselves; entries
 * of the patch stand in the patch's order.
 */
final class StrategicPatch {
    private static final String DIRECTIVE = "$patch";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_SCALARS = "$deleteFromPrimitiveList/";
    private static final String RETAIN = "$retainKeys";

    private StrategicPatch() {}

    /**
     * Applies {@code patch} to a copy of {@code target}.
     *
     * @throws ApiException 400 when an entry of a merged list lacks its key or a directive is
     *     unknown
     */
    static JsonNode apply(Schema type, ObjectNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            throw ApiException.badRequest("error decoding patch: a strategic patch is an object");
        }
        return merge(target.deepCopy(), changes, type);
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch, Schema type) {
        switch (patch.path(DIRECTIVE).asString("")) {
            case "" -> {}
            case "replace" -> {
                ObjectNode replacement = patch.deepCopy();
                replacement.remove(DIRECTIVE);
                return replacement;
            }
            case "delete" -> {
                return JsonText.object();
            }
            case "merge" -> {}
            default ->
                    throw refused(
                            "unknown patch type: %s in map: %s"
                                    .formatted(
                                            patch.path(DIRECTIVE).asString(""),
                                            FieldValidation.goText(patch)));
        }
        if (patch.path(RETAIN) instanceof ArrayNode kept) {
            List<String> names = kept.valueStream().map(JsonNode::asString).toList();
            target.properties().removeIf(entry -> !names.contains(entry.getKey()));
        }
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String field = entry.getKey();
            if (field.startsWith(DELETE_SCALARS)) {
                removeScalars(target, field.substring(DELETE_SCALARS.length()), entry.getValue());
            } else if (!field.startsWith("$")) {
                put(target, field, entry.getValue(), patch, type);
            }
        }
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            String field =
                    entry.getKey().startsWith(ORDER)
                            ? entry.getKey().substring(ORDER.length())
                            : "";
            if (!field.isEmpty() && !patch.has(field)) {
                order(target, field, entry.getValue(), type);
            }
        }
        return target;
    }

    private static void put(
            ObjectNode target, String field, JsonNode value, ObjectNode patch, Schema type) {
        switch (value) {
            case ObjectNode object -> {
                if (object.path(DIRECTIVE).asString("").equals("delete")) {
                    target.remove(field);
                } else {
                    ObjectNode before =
                            target.path(field) instanceof ObjectNode o ? o : JsonText.object();
                    target.set(field, merge(before, object, type.field(field)));
                }
            }
            case ArrayNode list ->
                    target.set(
                            field,
                            list(
                                    target.path(field),
                                    list,
                                    patch.path(ORDER + field),
                                    type.field(field),
                                    field));
            case JsonNode scalar when scalar.isNull() -> target.remove(field);
            default -> target.set(field, value.deepCopy());
        }
    }

    private static ArrayNode list(
            JsonNode before, ArrayNode patch, JsonNode order, Schema type, String field) {
        List<JsonNode> original = before.valueStream().toList();
        Optional<String> key = mergeKey(type);
        boolean objects = patch.valueStream().allMatch(JsonNode::isObject);
        if (key.isEmpty() || !objects) {
            return type.merges() && key.isEmpty() ? union(original, patch) : cleaned(patch);
        }
        List<JsonNode> merged = new ArrayList<>(original);
        List<JsonNode> mentioned = new ArrayList<>();
        for (JsonNode entry : patch) {
            String directive = entry.path(DIRECTIVE).asString("");
            if (directive.equals("replace")) {
                return cleaned(patch);
            }
            int index = indexOf(merged, entry, key.get(), field);
            if (directive.equals("delete")) {
                if (index >= 0) {
                    merged.remove(index);
                }
            } else if (index >= 0) {
                ObjectNode existing = (ObjectNode) merged.get(index).deepCopy();
                merged.set(index, merge(existing, (ObjectNode) entry, type.element()));
                mentioned.add(entry);
            } else {
                merged.add(merge(JsonText.object(), (ObjectNode) entry, type.element()));
                mentioned.add(entry);
            }
        }
        List<JsonNode> wanted = order.isArray() ? order.valueStream().toList() : mentioned;
        return ListOrder.by(key.get()).arrange(merged, wanted, original);
    }

    private static Optional<String> mergeKey(Schema list) {
        return list.merges() && !list.mergeKey().isEmpty()
                ? Optional.of(list.mergeKey())
                : Optional.empty();
    }

    /** The server takes what a patch says wrongly for a failure of its own. */
    private static ApiException refused(String why) {
        return new ApiException(500, "", why, JsonText.object());
    }

    private static int indexOf(List<JsonNode> list, JsonNode entry, String key, String field) {
        JsonNode wanted = entry.path(key);
        if (wanted.isMissingNode()) {
            throw refused(
                    "map: %s does not contain declared merge key: %s"
                            .formatted(FieldValidation.goText(entry), key));
        }
        for (int i = 0; i < list.size(); i++) {
            if (JsonEquality.equal(list.get(i).path(key), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static void order(ObjectNode target, String field, JsonNode order, Schema type) {
        if (target.path(field) instanceof ArrayNode list) {
            List<JsonNode> entries = list.valueStream().toList();
            ListOrder by =
                    mergeKey(type.field(field)).map(ListOrder::by).orElseGet(ListOrder::scalars);
            target.set(field, by.arrange(entries, order.valueStream().toList(), entries));
        }
    }

    private static void removeScalars(ObjectNode target, String field, JsonNode gone) {
        if (target.path(field) instanceof ArrayNode list) {
            List<JsonNode> values = gone.valueStream().toList();
            ArrayNode rest = JsonNodeFactory.instance.arrayNode();
            list.valueStream().filter(value -> !values.contains(value)).forEach(rest::add);
            target.set(field, rest);
        }
    }

    private static ArrayNode union(List<JsonNode> original, ArrayNode patch) {
        ArrayNode union = JsonNodeFactory.instance.arrayNode();
        original.forEach(union::add);
        patch.valueStream().filter(value -> !original.contains(value)).forEach(union::add);
        return union;
    }

    /** The patch's entries without the directives among them. */
    private static ArrayNode cleaned(ArrayNode patch) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : patch) {
            if (!entry.has(DIRECTIVE)) {
                result.add(
                        entry instanceof ObjectNode object
                                ? merge(JsonText.object(), object, Schema.ANY)
                                : entry.deepCopy());
            }
        }
        return result;
    }
}
