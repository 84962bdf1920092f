package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code type: object} with properties, required, additionalProperties: the declared properties
 * come in their order, others behind them.
 */
final class ObjectRules {
    /**
     * What an object is made of.
     *
     * @param properties rules of the values, in order
     * @param required their names that may not be left out
     * @param additional the rule of other values, if there may be any
     */
    record Shape(
            Map<String, Integer> properties, Set<String> required, Optional<Integer> additional) {

        static Shape of(
                JsonNode schema,
                String pointer,
                Map<String, Integer> declared,
                Optional<Integer> additional) {
            Map<String, Integer> properties = new LinkedHashMap<>(declared);
            Set<String> required = new LinkedHashSet<>();
            JsonNode names = schema.path("required");
            if (!names.isMissingNode() && !names.isArray()) {
                throw SchemaException.of(
                        pointer, "required", "must be an array of names, but is " + names);
            }
            for (JsonNode name : names) {
                if (!name.isString()) {
                    throw SchemaException.of(
                            pointer, "required", "must be an array of names, but has " + name);
                }
                required.add(name.stringValue());
                if (!declared.containsKey(name.stringValue())) {
                    properties.put(
                            name.stringValue(),
                            additional.orElseThrow(
                                    () ->
                                            SchemaException.of(
                                                    pointer,
                                                    "required",
                                                    "has %s, which is not among the properties"
                                                            .formatted(name))));
                }
            }
            return new Shape(properties, required, additional);
        }
    }

    private final Network network;
    private final JsonStrings strings;
    private final Literals literals;

    ObjectRules(Network network, JsonStrings strings, Literals literals) {
        this.network = network;
        this.strings = strings;
        this.literals = literals;
    }

    void add(int from, Shape shape, String pointer, int to) {
        // Where nothing is written yet, and where something is.
        int empty = network.state();
        int filled = network.state();
        network.range(from, '{', '{', empty);
        for (Map.Entry<String, Integer> property : shape.properties.entrySet()) {
            int name = network.state();
            int behind = network.state();
            network.empty(empty, name);
            network.separator(filled, ',', name);
            int colon = network.state();
            literals.add(name, property.getKey(), pointer, colon);
            content(colon, property.getValue(), behind);
            int nextEmpty = network.state();
            if (!shape.required.contains(property.getKey())) {
                network.empty(empty, nextEmpty);
                network.empty(filled, behind);
            }
            empty = nextEmpty;
            filled = behind;
        }
        network.range(empty, '}', '}', to);
        if (shape.additional.isPresent()) {
            int name = network.state();
            int colon = network.state();
            int behind = network.state();
            network.empty(empty, name);
            network.separator(filled, ',', name);
            strings.add(name, CharAutomaton.except(shape.properties.keySet()), colon);
            content(colon, shape.additional.get(), behind);
            network.empty(behind, filled);
        }
        network.range(filled, '}', '}', to);
    }

    private void content(int colon, int rule, int behind) {
        int content = network.state();
        network.separator(colon, ':', content);
        network.call(content, rule, behind);
    }
}
