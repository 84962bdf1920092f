package dev.aoi.cluster.api;

import tools.jackson.databind.JsonNode;

/** Equality of JSON values, where 1 and 1.0 are the same number. */
final class JsonEquality {
    private JsonEquality() {}

    static boolean equal(JsonNode left, JsonNode right) {
        return left.equals(
                (a, b) ->
                        a.isNumber() && b.isNumber()
                                ? a.decimalValue().compareTo(b.decimalValue())
                                : a.equals(b) ? 0 : 1,
                right);
    }
}
