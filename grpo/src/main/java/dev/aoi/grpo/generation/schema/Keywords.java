package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keywords of one schema (JSON Schema 2020-12), sorted into those that count and the rest. */
final class Keywords {
    private static final Set<String> ANNOTATIONS =
            Set.of(
                    "title",
                    "description",
                    "default",
                    "examples",
                    "example",
                    "deprecated",
                    "readOnly",
                    "writeOnly",
                    "format",
                    "contentEncoding",
                    "contentMediaType",
                    "contentSchema",
                    "discriminator",
                    "$schema",
                    "$id",
                    "$anchor",
                    "$comment",
                    "$vocabulary",
                    "$defs",
                    "definitions");

    /** By the type that they concern; "" for any. */
    private static final Map<String, List<String>> UNDERSTOOD =
            Map.of(
                    "",
                    List.of("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref"),
                    "object",
                    List.of("properties", "required", "additionalProperties"),
                    "array",
                    List.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems"),
                    "string",
                    List.of("minLength", "maxLength", "pattern"),
                    "number",
                    List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"));

    private Keywords() {}

    /** Refuses a schema with a keyword that is not understood and no annotation. */
    static void check(JsonNode schema, String pointer) {
        for (String keyword : schema.propertyNames()) {
            boolean known =
                    ANNOTATIONS.contains(keyword)
                            || keyword.startsWith("x-")
                            || UNDERSTOOD.values().stream().anyMatch(l -> l.contains(keyword));
            if (!known) {
                throw SchemaException.of(
                        pointer, keyword, "is not supported; state the schema without it");
            }
        }
        if (schema.path("uniqueItems").asBoolean(false)) {
            throw SchemaException.of(
                    pointer, "uniqueItems", "is not supported; state the schema without it");
        }
    }

    /** Refuses keywords that count beside one that must stand alone. */
    static void alone(JsonNode schema, String pointer, String keyword, String... allowed) {
        for (String other : schema.propertyNames()) {
            if (!ANNOTATIONS.contains(other)
                    && !other.startsWith("x-")
                    && !other.equals(keyword)
                    && !Set.of(allowed).contains(other)) {
                throw SchemaException.of(
                        pointer,
                        other,
                        "stands beside %s, which is not supported; put it into the branches"
                                .formatted(keyword));
            }
        }
    }

    /** The types that a schema without {@code type} speaks of; empty when it speaks of none. */
    static List<String> impliedTypes(JsonNode schema) {
        return List.of("object", "array", "string", "number").stream()
                .filter(type -> UNDERSTOOD.get(type).stream().anyMatch(schema::has))
                .toList();
    }
}
