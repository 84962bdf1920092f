package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Schemas of the supported kind, by chance; each has small documents. */
final class RandomSchema {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES =
            List.of("a", "ab", "name", "ä", "😀", "a\"b", "x/y~z", "", "list", "value");
    private static final List<String> PATTERNS =
            List.of(
                    "^[a-z]{1,3}$",
                    "^(foo|ba+r)$",
                    "\\d",
                    "^[^a-z\"]{2}$",
                    "^\\w+(-\\w+)?$",
                    "^.{0,3}😀$",
                    "^[\\u0000-\\u001f]x?$");

    private final Random random;
    private int left = 12;

    RandomSchema(long seed) {
        this.random = new Random(seed);
    }

    static JsonNode of(long seed) {
        RandomSchema made = new RandomSchema(seed);
        ObjectNode root = made.schema(0);
        ObjectNode definitions = root.putObject("$defs");
        ObjectNode tree = definitions.putObject("tree").put("type", "object");
        tree.putObject("properties")
                .set(
                        "sub",
                        JSON.readTree(
                                "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/tree\"}}"));
        definitions.set("leaf", made.scalar());
        return root;
    }

    private ObjectNode schema(int depth) {
        if (depth > 3 || left-- < 0) {
            return scalar();
        }
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> object(depth);
            case 3, 4 -> array(depth);
            case 5 -> {
                ObjectNode any = JSON.createObjectNode();
                ArrayNode branches = any.putArray("anyOf");
                for (int i = random.nextInt(3); i >= 0; i--) {
                    branches.add(schema(depth + 1));
                }
                yield any;
            }
            case 6 ->
                    JSON.createObjectNode()
                            .put("$ref", random.nextBoolean() ? "#/$defs/tree" : "#/$defs/leaf");
            default -> scalar();
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = object.putArray("required");
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (!properties.has(name)) {
                properties.set(name, schema(depth + 1));
                if (random.nextBoolean()) {
                    required.add(name);
                }
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> object.set("additionalProperties", scalar());
            case 1 -> object.put("additionalProperties", false);
            default -> {}
        }
        return object;
    }

    private ObjectNode array(int depth) {
        ObjectNode array = JSON.createObjectNode().put("type", "array");
        array.set("items", schema(depth + 1));
        if (random.nextInt(3) == 0) {
            array.putArray("prefixItems").add(schema(depth + 1)).add(scalar());
        }
        int least = random.nextInt(3);
        array.put("minItems", least);
        if (random.nextBoolean()) {
            array.put("maxItems", least + random.nextInt(3));
        }
        return array;
    }

    private ObjectNode scalar() {
        ObjectNode scalar = JSON.createObjectNode();
        switch (random.nextInt(8)) {
            case 0 -> scalar.put("type", "string");
            case 1 ->
                    scalar.put("type", "string")
                            .put("minLength", random.nextInt(3) == 0 ? 70 : random.nextInt(3))
                            .put("maxLength", random.nextBoolean() ? 70 : 150);
            case 2 ->
                    scalar.put("type", "string")
                            .put("pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
            case 3 -> {
                long least = random.nextLong(-2000, 2000);
                scalar.put("type", "integer").put("minimum", least);
                if (random.nextBoolean()) {
                    scalar.put("exclusiveMaximum", least + 1 + random.nextInt(1500));
                }
            }
            case 4 -> {
                BigDecimal least = BigDecimal.valueOf(random.nextLong(-3000, 3000), 2);
                scalar.put("type", "number").put("exclusiveMinimum", least);
                if (random.nextBoolean()) {
                    scalar.put("maximum", least.add(BigDecimal.valueOf(1 + random.nextInt(99), 3)));
                }
            }
            case 5 -> scalar.putArray("type").add("boolean").add("null").add("number");
            case 6 ->
                    scalar.putArray("enum").add("ab").add("a").add(1.5).add(7).addNull().add("ä\"");
            default -> scalar.putObject("const").put("k", random.nextInt(100)).put("l", "😀");
        }
        return scalar;
    }
}
