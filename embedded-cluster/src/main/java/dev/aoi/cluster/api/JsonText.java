package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;

/** JSON on the wire. */
public final class JsonText {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private JsonText() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Compact UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** Compact text. */
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /**
     * Reads any JSON value.
     *
     * @throws ApiException 400 when it is none
     */
    public static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            String complaint = GoJson.complaint(new String(json, StandardCharsets.UTF_8));
            throw ApiException.badRequest(complaint.isEmpty() ? e.getOriginalMessage() : complaint);
        }
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** As {@link #read(byte[])}. */
    public static JsonNode read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a JSON object.
     *
     * @throws ApiException 400 when it is none
     */
    public static ObjectNode readObject(String json) {
        if (read(json) instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the body of the request must be a JSON object");
    }
}
