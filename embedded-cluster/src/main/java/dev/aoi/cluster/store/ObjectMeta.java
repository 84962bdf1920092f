package dev.aoi.cluster.store;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code metadata} of stored objects. */
public final class ObjectMeta {
    private ObjectMeta() {}

    /** {@code metadata.name}; empty when there is none. */
    public static String name(JsonNode object) {
        return text(object, "name");
    }

    /** {@code metadata.namespace}; empty when there is none. */
    public static String namespace(JsonNode object) {
        return text(object, "namespace");
    }

    /** {@code metadata.uid}; empty when there is none. */
    public static String uid(JsonNode object) {
        return text(object, "uid");
    }

    /** {@code metadata.resourceVersion}; empty when there is none. */
    public static String resourceVersion(JsonNode object) {
        return text(object, "resourceVersion");
    }

    /** {@code metadata.generation}; 0 when there is none. */
    public static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong(0);
    }

    /** {@code metadata.creationTimestamp}, RFC 3339; empty when there is none. */
    public static String creationTimestamp(JsonNode object) {
        return text(object, "creationTimestamp");
    }

    /** Whether the object waits for its finalizers or its grace period. */
    public static boolean terminating(JsonNode object) {
        return !text(object, "deletionTimestamp").isEmpty();
    }

    /** {@code metadata.labels}. */
    public static Map<String, String> labels(JsonNode object) {
        return strings(object.path("metadata").path("labels"));
    }

    /** {@code metadata.annotations}. */
    public static Map<String, String> annotations(JsonNode object) {
        return strings(object.path("metadata").path("annotations"));
    }

    /** {@code metadata.finalizers}. */
    public static List<String> finalizers(JsonNode object) {
        return object.path("metadata")
                .path("finalizers")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** {@code metadata.ownerReferences}. */
    public static List<JsonNode> ownerReferences(JsonNode object) {
        return object.path("metadata").path("ownerReferences").valueStream().toList();
    }

    /** The owner reference with {@code controller: true}. */
    public static Optional<JsonNode> controllerOf(JsonNode object) {
        return object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("controller").asBoolean(false))
                .findFirst();
    }

    /** The {@code metadata} of an object that may be changed; made when absent. */
    public static ObjectNode mutable(ObjectNode object) {
        return object.path("metadata") instanceof ObjectNode metadata
                ? metadata
                : object.putObject("metadata");
    }

    /** A JSON object of strings as a map, in the object's order. */
    public static Map<String, String> strings(JsonNode node) {
        if (node.isEmpty()) {
            return Map.of();
        }
        Map<String, String> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString("")));
        return Collections.unmodifiableMap(map);
    }

    private static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asString("");
    }
}
