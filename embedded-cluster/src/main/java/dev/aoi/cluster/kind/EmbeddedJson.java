package dev.aoi.cluster.kind;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON inside of strings of objects, as annotations and secrets carry it. */
final class EmbeddedJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EmbeddedJson() {}

    /** What a text says; an empty list when it is empty or no JSON. */
    static JsonNode read(String text) {
        if (!text.isBlank()) {
            try {
                return MAPPER.readTree(text);
            } catch (JacksonException e) {
                return JsonNodeFactory.instance.arrayNode();
            }
        }
        return JsonNodeFactory.instance.arrayNode();
    }
}
