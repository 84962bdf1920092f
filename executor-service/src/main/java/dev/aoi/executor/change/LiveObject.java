package dev.aoi.executor.change;

import dev.aoi.schemas.event.Headers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object as the cluster has it.
 *
 * @param resourceVersion its version
 * @param contentHash SHA-256 over the canonical JSON of everything but metadata and status
 */
public record LiveObject(String resourceVersion, String contentHash) {
    private static final JsonMapper CANONICAL =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /** Reads it from the object's JSON. */
    public static LiveObject of(JsonNode object) {
        Map<String, Object> content = new LinkedHashMap<>();
        object.properties()
                .forEach(
                        field -> {
                            if (!field.getKey().equals("metadata")
                                    && !field.getKey().equals("status")) {
                                content.put(
                                        field.getKey(),
                                        CANONICAL.treeToValue(field.getValue(), Object.class));
                            }
                        });
        return new LiveObject(
                object.path("metadata").path("resourceVersion").asString(""),
                Headers.sha256(CANONICAL.writeValueAsString(content)));
    }
}
