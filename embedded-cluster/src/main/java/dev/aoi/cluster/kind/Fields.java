package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/** Fills fields that are absent. */
final class Fields {
    private Fields() {}

    static void set(ObjectNode object, String field, String value) {
        if (absent(object, field)) {
            object.put(field, value);
        }
    }

    static void set(ObjectNode object, String field, int value) {
        if (absent(object, field)) {
            object.put(field, value);
        }
    }

    static void set(ObjectNode object, String field, boolean value) {
        if (absent(object, field)) {
            object.put(field, value);
        }
    }

    /** The object at a field, made when absent. */
    static ObjectNode object(ObjectNode owner, String field) {
        return owner.path(field) instanceof ObjectNode child ? child : owner.putObject(field);
    }

    /** Runs over the entries of a list that are objects. */
    static void each(JsonNode list, Consumer<ObjectNode> action) {
        for (JsonNode entry : list) {
            if (entry instanceof ObjectNode object) {
                action.accept(object);
            }
        }
    }

    /** Whether a field is missing, null, or an empty text, all of which mean "not given". */
    static boolean absent(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        return value.isMissingNode()
                || value.isNull()
                || value.isString() && value.asString().isEmpty();
    }
}
