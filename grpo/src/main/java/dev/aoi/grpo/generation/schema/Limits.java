package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.OptionalInt;

/** Counts and bounds that a schema gives. */
final class Limits {
    private Limits() {}

    /**
     * A count, as of minItems.
     *
     * @param most the greatest that is supported
     */
    static OptionalInt count(JsonNode schema, String pointer, String keyword, int most) {
        JsonNode count = schema.path(keyword);
        if (count.isMissingNode()) {
            return OptionalInt.empty();
        }
        BigDecimal value = number(schema, pointer, keyword);
        if (value.signum() < 0 || value.stripTrailingZeros().scale() > 0) {
            throw SchemaException.of(
                    pointer, keyword, "must be an integer from 0 on, but is " + count);
        }
        if (value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw SchemaException.of(
                    pointer,
                    keyword,
                    "is %s; counts above %d are not supported".formatted(count, most));
        }
        return OptionalInt.of(value.intValueExact());
    }

    /** A number of not too many digits. */
    static BigDecimal number(JsonNode schema, String pointer, String keyword) {
        JsonNode node = schema.path(keyword);
        if (!node.isNumber()
                || node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw SchemaException.of(pointer, keyword, "must be a number, but is " + node);
        }
        BigDecimal value = node.decimalValue();
        if (Math.abs(value.scale()) > 400 || value.precision() > 400) {
            throw SchemaException.of(
                    pointer, keyword, "has more than 400 digits, which is not supported");
        }
        return value;
    }

    /** Refuses a least count above a most one. */
    static void ordered(JsonNode schema, String pointer, String least, String most) {
        if (schema.has(least)
                && schema.has(most)
                && number(schema, pointer, least).compareTo(number(schema, pointer, most)) > 0) {
            throw SchemaException.of(
                    pointer,
                    least,
                    "is %s, above %s of %s".formatted(schema.path(least), most, schema.path(most)));
        }
    }
}
