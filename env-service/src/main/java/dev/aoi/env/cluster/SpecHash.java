package dev.aoi.env.cluster;

import dev.aoi.schemas.event.Headers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.TreeSet;

/**
 * The identity of what an object asks for: SHA-256 over its JSON with sorted keys, without status
 * and without what the API server and controllers keep in the metadata.
 */
final class SpecHash {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> BOOKKEEPING =
            List.of(
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "managedFields",
                    "selfLink");
    private static final List<String> NOTES =
            List.of(
                    "deployment.kubernetes.io/revision",
                    "kubectl.kubernetes.io/last-applied-configuration");

    private SpecHash() {}

    static String of(HasMetadata object) {
        return of((ObjectNode) JSON.readTree(Serialization.asJson(object)));
    }

    static String of(ObjectNode object) {
        ObjectNode bare = object.deepCopy();
        bare.remove("status");
        if (bare.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(BOOKKEEPING);
            if (metadata.path("annotations") instanceof ObjectNode notes) {
                notes.remove(NOTES);
                if (notes.isEmpty()) {
                    metadata.remove("annotations");
                }
            }
        }
        return Headers.sha256(sorted(bare).toString());
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                for (String name : new TreeSet<>(object.propertyNames())) {
                    copy.set(name, sorted(object.get(name)));
                }
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(sorted(item)));
                yield copy;
            }
            default -> node;
        };
    }
}
