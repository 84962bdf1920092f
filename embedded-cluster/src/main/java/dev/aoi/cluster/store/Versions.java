package dev.aoi.cluster.store;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Iterator;
import java.util.Map;

/**
 * Versions of an object have in common what did not change: a write costs and keeps only what is
 * new, and whether a part is the same is mostly seen without a look into it.
 *
 * <p>What must hold: nodes of a stored object are never changed in place. What comes in from
 * outside is therefore copied, node by node, as far as it differs from what is stored.
 */
public final class Versions {
    private Versions() {}

    /**
     * A new version of an object that has the same parts, but for its metadata, until they change.
     */
    public static ObjectNode next(ObjectNode old) {
        ObjectNode object = fields(old);
        object.set("metadata", fields(old.path("metadata")));
        return object;
    }

    /** An object of its own with the same parts; empty for what is no object. */
    public static ObjectNode fields(JsonNode old) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        return old instanceof ObjectNode object ? copy.setAll(object) : copy;
    }

    /**
     * {@code wanted}, made of parts of {@code old} where they are equal and of copies where not; it
     * is {@code old} itself when both are equal, in the order of their fields, too.
     */
    static JsonNode sharing(JsonNode old, JsonNode wanted) {
        if (wanted == old) {
            return old;
        }
        return switch (wanted) {
            case ObjectNode object -> object(old, object);
            case ArrayNode array -> array(old, array);
            default -> wanted.equals(old) ? old : wanted;
        };
    }

    /** Puts what another object has in a field into this one, which may have an equal value. */
    static void restore(ObjectNode target, JsonNode source, String field) {
        JsonNode value = source.path(field);
        if (value.isMissingNode()) {
            target.remove(field);
        } else {
            target.set(field, sharing(target.path(field), value));
        }
    }

    private static JsonNode object(JsonNode old, ObjectNode wanted) {
        boolean same = old.isObject() && old.size() == wanted.size();
        Iterator<Map.Entry<String, JsonNode>> before = old.properties().iterator();
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
            String name = entry.getKey();
            JsonNode stored = old.path(name);
            JsonNode part = sharing(stored, entry.getValue());
            same = same && part == stored && before.next().getKey().equals(name);
            copy.set(name, part);
        }
        return same ? old : copy;
    }

    private static JsonNode array(JsonNode old, ArrayNode wanted) {
        boolean same = old.isArray() && old.size() == wanted.size();
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode stored = old.path(i);
            JsonNode part = sharing(stored, wanted.get(i));
            same = same && part == stored;
            copy.add(part);
        }
        return same ? old : copy;
    }
}
