package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.schema.Numbers.Bound;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code type: number} and {@code integer} with their bounds. */
final class NumberRules {
    private final Numbers numbers;

    NumberRules(Network network) {
        this.numbers = new Numbers(network);
    }

    void addInteger(int from, JsonNode schema, String pointer, int to) {
        Optional<Bound> least = least(schema, pointer);
        Optional<Bound> most = most(schema, pointer);
        if (least.isEmpty() && most.isEmpty()) {
            numbers.anyInteger(from, to);
        } else {
            numbers.integers(
                    from, least.map(b -> b.integer(true)), most.map(b -> b.integer(false)), to);
        }
    }

    void addNumber(int from, JsonNode schema, String pointer, int to) {
        Optional<Bound> least = least(schema, pointer);
        Optional<Bound> most = most(schema, pointer);
        if (least.isEmpty() && most.isEmpty()) {
            numbers.anyNumber(from, to);
        } else {
            numbers.numbers(from, least, most, to);
        }
    }

    private static Optional<Bound> least(JsonNode schema, String pointer) {
        Limits.ordered(schema, pointer, "minimum", "maximum");
        return Stream.of("minimum", "exclusiveMinimum")
                .filter(schema::has)
                .map(keyword -> bound(schema, pointer, keyword))
                .max(Comparator.comparing(Bound::value).thenComparing(Bound::exclusive));
    }

    private static Optional<Bound> most(JsonNode schema, String pointer) {
        return Stream.of("maximum", "exclusiveMaximum")
                .filter(schema::has)
                .map(keyword -> bound(schema, pointer, keyword))
                .min(
                        Comparator.comparing(Bound::value)
                                .thenComparing(Bound::exclusive, Comparator.reverseOrder()));
    }

    private static Bound bound(JsonNode schema, String pointer, String keyword) {
        return new Bound(Limits.number(schema, pointer, keyword), keyword.startsWith("exclusive"));
    }
}
