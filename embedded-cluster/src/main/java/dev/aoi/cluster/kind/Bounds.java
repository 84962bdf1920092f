package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Lower bounds of whole numbers; what is no number is for others to refuse. */
final class Bounds {
    private Bounds() {}

    static void positive(String field, JsonNode number, List<FieldError> errors) {
        if (number.isNumber() && number.asLong() < 1) {
            errors.add(FieldError.invalid(field, number.toString(), "must be greater than 0"));
        }
    }

    static void atLeast(int least, String field, JsonNode number, List<FieldError> errors) {
        if (number.isNumber() && number.asLong() < least) {
            errors.add(
                    FieldError.invalid(
                            field, number.toString(), "must be greater than or equal to " + least));
        }
    }
}
