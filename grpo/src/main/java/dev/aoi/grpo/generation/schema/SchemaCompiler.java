package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes a {@link Network} of a JSON schema: a rule for each schema within it, by its place, so that
 * references and recursion are calls.
 */
final class SchemaCompiler {
    private static final List<String> TYPES =
            List.of("object", "array", "string", "number", "integer", "boolean", "null");

    private final LocalReferences references;
    private final Network network = new Network();
    private final Map<String, Integer> rules = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final AnyValue any;
    private final StringRules strings;
    private final NumberRules numbers;
    private final ArrayRules arrays;
    private final ObjectRules objects;
    private final Literals literals;

    private SchemaCompiler(JsonNode schema) {
        this.references = new LocalReferences(schema);
        JsonStrings json = new JsonStrings(network);
        this.any = new AnyValue(network, json);
        this.strings = new StringRules(network, json, any);
        this.numbers = new NumberRules(network);
        this.literals = new Literals(network);
        this.arrays = new ArrayRules(network);
        this.objects = new ObjectRules(network, json, literals);
    }

    /** A network whose rule 0 is a whole document. */
    static Network compile(JsonNode schema) {
        SchemaCompiler compiler = new SchemaCompiler(schema);
        compiler.rule("#");
        while (!compiler.open.isEmpty()) {
            String pointer = compiler.open.pop();
            compiler.fill(pointer, compiler.rules.get(pointer));
        }
        LeftRecursion.refuse(compiler.network, compiler.rules);
        return compiler.network;
    }

    /** The rule of the schema at a place. */
    private int rule(String pointer) {
        return rules.computeIfAbsent(
                pointer,
                key -> {
                    open.push(key);
                    return network.rule();
                });
    }

    private void fill(String pointer, int rule) {
        JsonNode schema = references.at(pointer);
        int start = network.start(rule);
        int end = network.end(rule);
        if (schema.isBoolean()) {
            if (schema.booleanValue()) {
                network.call(start, any.value(), end);
            }
            return;
        }
        if (!schema.isObject()) {
            throw new SchemaException(
                    "the schema at %s must be an object, true or false, but is %s"
                            .formatted(pointer, schema.isMissingNode() ? "missing" : schema));
        }
        Keywords.check(schema, pointer);
        if (schema.has("$ref")) {
            Keywords.alone(schema, pointer, "$ref");
            network.call(start, rule(references.target(schema, pointer)), end);
        } else if (schema.has("allOf")) {
            branches(schema, pointer, "allOf", rule);
        } else if (schema.has("anyOf")) {
            branches(schema, pointer, "anyOf", rule);
        } else if (schema.has("oneOf")) {
            branches(schema, pointer, "oneOf", rule);
        } else if (schema.has("enum") || schema.has("const")) {
            Keywords.alone(schema, pointer, "enum or const", "enum", "const", "type");
            literals.add(start, schema, pointer, types(schema, pointer), end);
        } else {
            for (String type : types(schema, pointer)) {
                type(type, schema, pointer, rule);
            }
        }
    }

    private void branches(JsonNode schema, String pointer, String keyword, int rule) {
        Keywords.alone(schema, pointer, keyword);
        JsonNode branches = schema.path(keyword);
        if (!branches.isArray() || branches.isEmpty()) {
            throw SchemaException.of(
                    pointer, keyword, "must be an array of schemas, but is " + branches);
        }
        if (keyword.equals("allOf") && branches.size() > 1) {
            throw SchemaException.of(
                    pointer, keyword, "has more than one schema; merge them into one");
        }
        List<String> pointers =
                IntStream.range(0, branches.size())
                        .mapToObj(i -> LocalReferences.child(pointer, keyword, "" + i))
                        .toList();
        if (keyword.equals("oneOf")) {
            new Disjointness(references).require(pointers, pointer);
        }
        for (String branch : pointers) {
            network.call(network.start(rule), rule(branch), network.end(rule));
        }
    }

    /** The types that a schema allows; all when it says nothing that concerns one. */
    static List<String> types(JsonNode schema, String pointer) {
        JsonNode type = schema.path("type");
        if (type.isMissingNode()) {
            List<String> implied = Keywords.impliedTypes(schema);
            return implied.isEmpty() ? TYPES : implied;
        }
        List<String> types = new ArrayList<>();
        for (JsonNode one : type.isArray() ? type.values() : List.of(type)) {
            if (!one.isString() || !TYPES.contains(one.stringValue())) {
                throw SchemaException.of(
                        pointer,
                        "type",
                        "must be one or some of %s, but is %s"
                                .formatted(String.join(", ", TYPES), type));
            }
            types.add(one.stringValue());
        }
        return types;
    }

    private void type(String type, JsonNode schema, String pointer, int rule) {
        int start = network.start(rule);
        int end = network.end(rule);
        switch (type) {
            case "object" -> objects.add(start, object(schema, pointer), pointer, end);
            case "array" -> arrays.add(start, array(schema, pointer), schema, pointer, end);
            case "string" -> strings.add(start, schema, pointer, end);
            case "number" -> numbers.addNumber(start, schema, pointer, end);
            case "integer" -> numbers.addInteger(start, schema, pointer, end);
            case "boolean" -> {
                network.text(start, "true", end);
                network.text(start, "false", end);
            }
            default -> network.text(start, "null", end);
        }
    }

    private ObjectRules.Shape object(JsonNode schema, String pointer) {
        Map<String, Integer> properties = new LinkedHashMap<>();
        JsonNode declared = schema.path("properties");
        if (!declared.isMissingNode() && !declared.isObject()) {
            throw SchemaException.of(
                    pointer, "properties", "must be an object of schemas, but is " + declared);
        }
        for (String name : declared.propertyNames()) {
            properties.put(name, rule(LocalReferences.child(pointer, "properties", name)));
        }
        JsonNode more = schema.path("additionalProperties");
        Optional<Integer> additional =
                more.isMissingNode()
                        ? declared.isMissingNode() ? Optional.of(any.value()) : Optional.empty()
                        : more.isBoolean() && !more.booleanValue()
                                ? Optional.empty()
                                : Optional.of(
                                        rule(
                                                LocalReferences.child(
                                                        pointer, "additionalProperties")));
        return ObjectRules.Shape.of(schema, pointer, properties, additional);
    }

    private ArrayRules.Shape array(JsonNode schema, String pointer) {
        List<Integer> prefix = new ArrayList<>();
        JsonNode declared = schema.path("prefixItems");
        if (!declared.isMissingNode() && !declared.isArray()) {
            throw SchemaException.of(
                    pointer, "prefixItems", "must be an array of schemas, but is " + declared);
        }
        for (int i = 0; i < declared.size(); i++) {
            prefix.add(rule(LocalReferences.child(pointer, "prefixItems", "" + i)));
        }
        JsonNode items = schema.path("items");
        if (items.isArray()) {
            throw SchemaException.of(
                    pointer, "items", "is an array, as in older drafts; call it prefixItems");
        }
        Optional<Integer> more =
                items.isMissingNode()
                        ? declared.isMissingNode() ? Optional.of(any.value()) : Optional.empty()
                        : items.isBoolean() && !items.booleanValue()
                                ? Optional.empty()
                                : Optional.of(rule(LocalReferences.child(pointer, "items")));
        return new ArrayRules.Shape(prefix, more);
    }
}
