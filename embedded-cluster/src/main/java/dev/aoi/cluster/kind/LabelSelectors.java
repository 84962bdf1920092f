package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

/** Label selectors as objects carry them: {@code matchLabels} and {@code matchExpressions}. */
public final class LabelSelectors {
    private LabelSelectors() {}

    /**
     * Whether labels satisfy every requirement of a selector. An empty selector matches all.
     *
     * @param selector the selector object
     * @param labels a JSON object of strings, or missing
     */
    public static boolean matches(JsonNode selector, JsonNode labels) {
        return selector.path("matchLabels")
                        .propertyStream()
                        .allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())))
                && selector.path("matchExpressions")
                        .valueStream()
                        .allMatch(expression -> satisfied(expression, labels));
    }

    private static boolean satisfied(JsonNode expression, JsonNode labels) {
        String key = expression.path("key").asString("");
        boolean listed =
                expression
                        .path("values")
                        .valueStream()
                        .anyMatch(value -> value.equals(labels.path(key)));
        return switch (expression.path("operator").asString("")) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> labels.has(key);
            case "DoesNotExist" -> !labels.has(key);
            default -> false;
        };
    }
}
