package dev.aoi.cluster.store;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Field order of stored objects: that of the real server's answers. */
final class Canonical {
    private static final Set<String> TELLS_NULLS = Set.of("Event", "EndpointSlice");
    private static final List<String> TOP = List.of("kind", "apiVersion", "metadata", "spec");
    private static final List<String> METADATA =
            List.of(
                    "name",
                    "generateName",
                    "namespace",
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "labels",
                    "annotations",
                    "ownerReferences",
                    "finalizers");

    private Canonical() {}

    /** A copy in canonical order, without empty metadata maps; status comes last. */
    static ObjectNode ordered(ObjectNode object) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = arrange(ObjectMeta.mutable(object), METADATA);
        @Nullable JsonNode owners = metadata.remove("managedFields");
        if (owners != null && !owners.isEmpty()) {
            metadata.set("managedFields", owners);
        }
        for (String field : List.of("labels", "annotations", "ownerReferences", "finalizers")) {
            if (metadata.path(field).isEmpty()) {
                metadata.remove(field);
            }
        }
        sort(metadata, "labels");
        sort(metadata, "annotations");
        ordered.setAll(arrange(object, TOP));
        ordered.set("metadata", metadata);
        JsonNode status = ordered.remove("status");
        if (status != null) {
            ordered.set("status", status);
        }
        return ordered;
    }

    /** Maps are written in the order of their keys. */
    private static void sort(ObjectNode metadata, String field) {
        if (metadata.path(field) instanceof ObjectNode map && !sorted(map)) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            map.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> sorted.set(entry.getKey(), entry.getValue()));
            metadata.set(field, sorted);
        }
    }

    private static boolean sorted(ObjectNode map) {
        String before = "";
        for (String key : map.propertyNames()) {
            if (key.compareTo(before) < 0) {
                return false;
            }
            before = key;
        }
        return true;
    }

    private static ObjectNode arrange(ObjectNode object, List<String> order) {
        ObjectNode arranged = JsonNodeFactory.instance.objectNode();
        for (String field : order) {
            JsonNode value = object.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                arranged.set(field, value);
            }
        }
        object.properties()
                .forEach(entry -> arranged.putIfAbsent(entry.getKey(), entry.getValue()));
        if (!TELLS_NULLS.contains(object.path("kind").asString(""))) {
            // An event says of its two forms' times which are null, a slice that it is empty.
            arranged.properties().removeIf(entry -> entry.getValue().isNull());
        }
        return arranged;
    }
}
