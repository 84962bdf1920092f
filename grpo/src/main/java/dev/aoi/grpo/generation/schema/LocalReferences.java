package dev.aoi.grpo.generation.schema;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What a {@code $ref} refers to, within the same schema.
 *
 * @param root the whole schema
 */
record LocalReferences(JsonNode root) {

    /** Where a pointer's step leads. */
    static String child(String pointer, String... steps) {
        StringBuilder child = new StringBuilder(pointer);
        for (String step : steps) {
            child.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return child.toString();
    }

    /** The pointer, from "#", that the {@code $ref} of a schema names. */
    String target(JsonNode schema, String pointer) {
        JsonNode reference = schema.path("$ref");
        String text = reference.isString() ? reference.stringValue() : reference.toString();
        if (!text.equals("#") && !text.startsWith("#/")) {
            throw SchemaException.of(
                    pointer,
                    "$ref",
                    "refers to %s; only places of the same schema are supported, as #/$defs/name"
                            .formatted(text));
        }
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (at(decoded).isMissingNode()) {
            throw SchemaException.of(
                    pointer, "$ref", "refers to %s, which does not exist".formatted(text));
        }
        return decoded;
    }

    /** The schema at a pointer that begins with "#". */
    JsonNode at(String pointer) {
        return root.at(JsonPointer.compile(pointer.substring(1)));
    }
}
