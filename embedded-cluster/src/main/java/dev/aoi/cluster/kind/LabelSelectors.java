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

    /** What the server says of the key of a label, if anything. */
    public static java.util.Optional<String> keyProblem(String key) {
        if (key.indexOf('/') != key.lastIndexOf('/')) {
            return java.util.Optional.of(
                    "Invalid value: "
                            + Names.quoted(key)
                            + ": a valid label key must consist of alphanumeric characters, '-',"
                            + " '_' or '.', and must start and end with an alphanumeric character"
                            + " (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
                            + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an"
                            + " optional DNS subdomain prefix and '/' (e.g."
                            + " 'example.com/MyName')");
        }
        java.util.List<FieldError> errors = new java.util.ArrayList<>();
        MetadataValidation.key("", key, errors);
        return errors.stream().map(FieldError::message).findFirst();
    }

    /** What the server says of the value of a label, if anything. */
    public static java.util.Optional<String> valueProblem(String value) {
        JsonNode labels =
                tools.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("a", value);
        return MetadataValidation.labels("", labels).stream().map(FieldError::message).findFirst();
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
