package dev.aoi.grpo.generation.schema;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Valid documents of {@link RandomSchema}s, made by reading the schema. */
final class RandomDocument {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, List<String>> MATCHING =
            Map.of(
                    "^[a-z]{1,3}$", List.of("a", "xyz"),
                    "^(foo|ba+r)$", List.of("foo", "baaar"),
                    "\\d", List.of("7", "a1ä"),
                    "^[^a-z\"]{2}$", List.of("😀Ä", "\\\n"),
                    "^\\w+(-\\w+)?$", List.of("a_1", "x-9"),
                    "^.{0,3}😀$", List.of("😀", "\u0000b😀"),
                    "^[\\u0000-\\u001f]x?$", List.of("\n", "\u001fx"));

    private final JsonNode root;
    private final Random random;
    private int depth;

    RandomDocument(JsonNode root, Random random) {
        this.root = root;
        this.random = random;
    }

    String text() {
        depth = 0;
        return text(root);
    }

    private String text(JsonNode schema) {
        if (schema.has("$ref")) {
            return text(
                    root.at(JsonPointer.compile(schema.path("$ref").stringValue().substring(1))));
        }
        if (schema.has("anyOf")) {
            return text(one(schema.path("anyOf")));
        }
        if (schema.has("enum")) {
            return one(schema.path("enum")).toString();
        }
        if (schema.has("const")) {
            return schema.path("const").toString();
        }
        JsonNode type = schema.path("type");
        depth++;
        String text =
                switch (type.isArray() ? one(type).stringValue() : type.stringValue()) {
                    case "object" -> object(schema);
                    case "array" -> array(schema);
                    case "string" -> JSON.writeValueAsString(string(schema));
                    case "integer" -> integer(schema);
                    case "number" -> number(schema);
                    case "boolean" -> "" + random.nextBoolean();
                    default -> "null";
                };
        depth--;
        return text;
    }

    private JsonNode one(JsonNode array) {
        return array.get(random.nextInt(array.size()));
    }

    private String space() {
        return random.nextBoolean() ? " " : "";
    }

    private String object(JsonNode schema) {
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean required =
                    schema.path("required")
                            .valueStream()
                            .anyMatch(n -> n.stringValue().equals(property.getKey()));
            if (required || depth < 6 && random.nextBoolean()) {
                members.add(
                        JSON.writeValueAsString(property.getKey())
                                + ":"
                                + space()
                                + text(property.getValue()));
            }
        }
        if (schema.path("additionalProperties").isObject() && random.nextBoolean()) {
            members.add("\"more\\n\": " + text(schema.path("additionalProperties")));
        }
        return "{" + String.join("," + space(), members) + "}";
    }

    private String array(JsonNode schema) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(least + 3);
        int size = depth > 6 ? least : least + random.nextInt(most - least + 1);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            JsonNode prefix = schema.path("prefixItems").path(i);
            items.add(text(prefix.isMissingNode() ? schema.path("items") : prefix));
        }
        return "[" + String.join("," + space(), items) + "]";
    }

    private String string(JsonNode schema) {
        if (schema.has("pattern")) {
            List<String> some = MATCHING.get(schema.path("pattern").stringValue());
            return some.get(random.nextInt(some.size()));
        }
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(10);
        int[] characters = {
            'a', 'Z', '"', '\\', '\n', 0, 0x7F, 'ä', 0x20AC, 0xFFFD, 0x1F600, 0x10FFFF
        };
        StringBuilder string = new StringBuilder();
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            string.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return string.toString();
    }

    private String integer(JsonNode schema) {
        long least = schema.path("minimum").asLong();
        return "" + random.nextLong(least, schema.path("exclusiveMaximum").asLong(least + 100_000));
    }

    private String number(JsonNode schema) {
        if (!schema.has("exclusiveMinimum")) {
            String[] some = {
                "0", "-0", "-12.50", "3e2", "1.7E+307", "2e-308", "100200300", "0.001e05"
            };
            return some[random.nextInt(some.length)];
        }
        BigDecimal least = schema.path("exclusiveMinimum").decimalValue();
        BigDecimal most =
                schema.has("maximum")
                        ? schema.path("maximum").decimalValue()
                        : least.add(BigDecimal.valueOf(1000));
        BigDecimal part = BigDecimal.valueOf(1 + random.nextInt(1000), 3);
        return least.add(most.subtract(least).multiply(part)).toPlainString();
    }
}
