package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field selector of a query: {@code status.phase=Running,metadata.name!=x}.
 *
 * @param terms all must hold
 */
record FieldQuery(List<Term> terms) {
    /** Selects everything. */
    static final FieldQuery ALL = new FieldQuery(List.of());

    /** Texts of values that objects leave out. */
    private static final Map<String, String> ABSENT =
            Map.of(
                    "/spec/unschedulable", "false",
                    "/spec/hostNetwork", "false",
                    "/status/succeeded", "0",
                    "/status/replicas", "0");

    private static final List<String> ALWAYS = List.of("metadata.name", "metadata.namespace");

    record Term(String pointer, String value, boolean equal) {
        boolean holds(JsonNode object) {
            JsonNode node = object.at(pointer);
            // "source" of an event means the component within it.
            String actual =
                    node.isObject() ? node.path("component").asString("") : node.asString("");
            String there = actual.isEmpty() ? ABSENT.getOrDefault(pointer, "") : actual;
            return there.equals(value) == equal;
        }
    }

    /**
     * Parses a selector for a kind.
     *
     * @throws ApiException 400 with the server's message when it cannot be understood or the kind
     *     cannot be selected by that field
     */
    static FieldQuery parse(ResourceKind kind, String text) {
        if (text.isEmpty()) {
            return ALL;
        }
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw ApiException.badRequest(
                        "invalid selector: '%s'; can't understand '%s'".formatted(text, part));
            }
            boolean negated = part.charAt(equals - 1) == '!';
            String field = part.substring(0, negated ? equals - 1 : equals);
            String value = part.substring(equals + 1);
            mustBeKnown(kind, field);
            terms.add(
                    new Term(
                            field.equals("status.successful")
                                    ? "/status/succeeded"
                                    : "/" + field.replace('.', '/'),
                            value.startsWith("=") ? value.substring(1) : value,
                            !negated));
        }
        return new FieldQuery(terms);
    }

    boolean matches(JsonNode object) {
        return terms.stream().allMatch(term -> term.holds(object));
    }

    private static void mustBeKnown(ResourceKind kind, String field) {
        if (ALWAYS.contains(field) || kind.selectableFields().contains(field)) {
            return;
        }
        String known =
                Stream.concat(ALWAYS.stream(), kind.selectableFields().stream())
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", "));
        throw ApiException.badRequest(
                kind.selectableFields().isEmpty()
                        ? "\"%s\" is not a known field selector: only %s".formatted(field, known)
                        : "field label not supported: " + field);
    }
}
