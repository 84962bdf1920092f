package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Collectors;

/** The {@code scale} sub-resource: replicas of any kind that has them. */
final class ScaleView {
    private static final List<String> METADATA =
            List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp");

    private ScaleView() {}

    /** The {@code autoscaling/v1} Scale of an object. */
    static ObjectNode of(ObjectNode object) {
        ObjectNode scale = JsonText.object();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : METADATA) {
            metadata.set(field, object.path("metadata").path(field));
        }
        scale.putObject("spec").put("replicas", object.at("/spec/replicas").asInt(0));
        scale.putObject("status")
                .put("replicas", object.at("/status/replicas").asInt(0))
                .put("selector", selector(object.at("/spec/selector/matchLabels")));
        return scale;
    }

    /**
     * Sets the replicas of the object behind a Scale.
     *
     * @throws ApiException 409 when the Scale carries a stale resource version or uid
     */
    static ObjectNode update(ObjectStore store, ObjectKey key, ObjectNode scale, boolean dryRun) {
        ObjectNode object =
                store.get(key)
                        .orElseThrow(() -> ApiException.notFound(key.kind(), key.name()))
                        .deepCopy();
        JsonNode replicas = scale.at("/spec/replicas");
        if (!replicas.isMissingNode() && !replicas.isIntegralNumber()) {
            throw ApiException.badRequest(
                    "Scale in version \"v1\" cannot be handled as a Scale: spec.replicas must be a"
                            + " whole number, not "
                            + replicas);
        }
        ObjectNode metadata = ObjectMeta.mutable(object);
        for (String field : List.of("uid", "resourceVersion")) {
            JsonNode given = scale.path("metadata").path(field);
            if (given.asString("").isEmpty()) {
                metadata.remove(field);
            } else {
                metadata.set(field, given);
            }
        }
        ((ObjectNode) object.path("spec")).put("replicas", replicas.asInt(0));
        return of(store.update(key.kind(), object, dryRun));
    }

    private static String selector(JsonNode labels) {
        return labels.propertyStream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
