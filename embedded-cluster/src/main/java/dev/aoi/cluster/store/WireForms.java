package dev.aoi.cluster.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Stored objects as they go over the wire, written once per version.
 *
 * <p>It relies on the store's promise that a stored object is never changed in place: what is kept
 * belongs to the object itself, not to its name, and goes with it.
 */
public final class WireForms {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int OBJECTS = 4096;

    private final LoadingCache<ObjectNode, JsonNode> whole =
            Caffeine.newBuilder().weakKeys().maximumSize(OBJECTS).build(WireForms::written);
    private final LoadingCache<ObjectNode, JsonNode> items =
            Caffeine.newBuilder()
                    .weakKeys()
                    .maximumSize(OBJECTS)
                    .build(object -> written(untyped(object)));

    /** A stored object, as the answer to a read of it alone. */
    public JsonNode whole(ObjectNode stored) {
        return whole.get(stored);
    }

    /** A stored object as a member of a list, where kind and apiVersion are left out. */
    public JsonNode item(ObjectNode stored) {
        return items.get(stored);
    }

    /** An object without kind and apiVersion, which lists say once for all their items. */
    public static ObjectNode untyped(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(
                        entry -> {
                            if (!entry.getKey().equals("kind")
                                    && !entry.getKey().equals("apiVersion")) {
                                copy.set(entry.getKey(), entry.getValue());
                            }
                        });
        return copy;
    }

    private static JsonNode written(ObjectNode object) {
        SerializedString text = new SerializedString(MAPPER.writeValueAsString(object));
        return JsonNodeFactory.instance.rawValueNode(new RawValue(text));
    }
}
