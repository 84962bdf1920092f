package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.util.Objects;

/** Values as JSON Schema sees them: 1 and 1.0 are equal, and both are integers. */
final class Values {
    private Values() {}

    static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" ->
                    value.isIntegralNumber()
                            || value.isNumber()
                                    && Double.isFinite(value.doubleValue())
                                    && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "boolean" -> value.isBoolean();
            default -> value.isNull();
        };
    }

    static boolean equal(JsonNode a, JsonNode b) {
        return Objects.equals(a, b) || a.equals(Values::compare, b);
    }

    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }
}
