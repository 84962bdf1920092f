package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether no value is valid under two branches of {@code oneOf}, as far as that can be seen: by
 * their types, by their enum or const, or by those of a property that both require.
 */
final class Disjointness {
    private final LocalReferences references;

    Disjointness(LocalReferences references) {
        this.references = references;
    }

    /** Refuses branches that are not seen to be disjoint. */
    void require(List<String> branches, String pointer) {
        for (int i = 0; i < branches.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!disjoint(resolved(branches.get(j)), resolved(branches.get(i)))) {
                    throw SchemaException.of(
                            pointer,
                            "oneOf",
                            ("has the branches %d and %d, which no type, const or enum tells apart;"
                                            + " say anyOf if a value may match both")
                                    .formatted(j, i));
                }
            }
        }
    }

    private boolean disjoint(JsonNode a, JsonNode b) {
        Optional<List<JsonNode>> valuesOfA = values(a);
        Optional<List<JsonNode>> valuesOfB = values(b);
        if (valuesOfA.isPresent() && valuesOfB.isPresent()) {
            return valuesOfA.get().stream()
                    .noneMatch(x -> valuesOfB.get().stream().anyMatch(y -> Values.equal(x, y)));
        }
        if (valuesOfA.isPresent()) {
            return noneHasTypeOf(valuesOfA.get(), b);
        }
        if (valuesOfB.isPresent()) {
            return noneHasTypeOf(valuesOfB.get(), a);
        }
        Set<String> common = types(a);
        common.retainAll(types(b));
        if (common.isEmpty()) {
            return true;
        }
        return common.equals(Set.of("object")) && toldApartByProperty(a, b);
    }

    private static boolean noneHasTypeOf(List<JsonNode> values, JsonNode schema) {
        return values.stream()
                .noneMatch(v -> types(schema).stream().anyMatch(type -> Values.is(v, type)));
    }

    private boolean toldApartByProperty(JsonNode a, JsonNode b) {
        for (JsonNode name : a.path("required")) {
            boolean both = b.path("required").valueStream().anyMatch(name::equals);
            if (both && name.isString()) {
                Optional<List<JsonNode>> ofA = propertyValues(a, name.stringValue());
                Optional<List<JsonNode>> ofB = propertyValues(b, name.stringValue());
                if (ofA.isPresent()
                        && ofB.isPresent()
                        && ofA.get().stream()
                                .noneMatch(
                                        x ->
                                                ofB.get().stream()
                                                        .anyMatch(y -> Values.equal(x, y)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<List<JsonNode>> propertyValues(JsonNode schema, String name) {
        return values(resolved(schema.path("properties").path(name)));
    }

    /** The types that a schema says; all when it says none, whatever else it says. */
    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<String> types = new HashSet<>();
        if (type.isMissingNode()) {
            types.addAll(
                    List.of("object", "array", "string", "number", "integer", "boolean", "null"));
        }
        for (JsonNode one : type.isArray() ? type.values() : List.of(type)) {
            types.add(one.asString(""));
        }
        types.remove("");
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static Optional<List<JsonNode>> values(JsonNode schema) {
        if (schema.has("const")) {
            return Optional.of(List.of(schema.path("const")));
        }
        return schema.path("enum").isArray()
                ? Optional.of(List.copyOf(schema.path("enum").values()))
                : Optional.empty();
    }

    private JsonNode resolved(String pointer) {
        return resolved(references.at(pointer));
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        Set<String> seen = new HashSet<>();
        while (at.has("$ref")) {
            String target = references.target(at, "#");
            if (!seen.add(target)) {
                return at;
            }
            at = references.at(target);
        }
        return at;
    }
}
