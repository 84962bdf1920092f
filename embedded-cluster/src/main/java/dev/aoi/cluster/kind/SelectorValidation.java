package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What the server refuses in label selectors and in numbers that may be percentages. */
final class SelectorValidation {
    private static final String PERCENT =
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', "
                    + " or '93%', regex used for validation is '[0-9]+%')";

    private SelectorValidation() {}

    /** Adds what is wrong; a selector that is missing is none. */
    static void selector(String path, JsonNode selector, List<FieldError> errors) {
        errors.addAll(
                MetadataValidation.labels(path + ".matchLabels", selector.path("matchLabels")));
        int index = 0;
        for (JsonNode expression : selector.path("matchExpressions")) {
            String field = path + ".matchExpressions[" + index++ + "]";
            String operator = expression.path("operator").asString("");
            boolean values = !expression.path("values").isEmpty();
            switch (operator) {
                case "In", "NotIn" -> {
                    if (!values) {
                        errors.add(
                                FieldError.required(
                                        field + ".values",
                                        "must be specified when `operator` is 'In' or 'NotIn'"));
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (values) {
                        errors.add(
                                FieldError.forbidden(
                                        field + ".values",
                                        "may not be specified when `operator` is 'Exists' or"
                                                + " 'DoesNotExist'"));
                    }
                }
                default ->
                        errors.add(
                                FieldError.invalid(
                                        field + ".operator",
                                        Names.quoted(operator),
                                        "not a valid selector operator"));
            }
            MetadataValidation.key(field + ".key", expression.path("key").asString(""), errors);
        }
    }

    /** Adds what is wrong with a number or percentage that must not be negative. */
    static void share(String field, JsonNode value, List<FieldError> errors) {
        if (value.isNumber() && value.asLong() < 0) {
            errors.add(
                    FieldError.invalid(
                            field, value.toString(), "must be greater than or equal to 0"));
        } else if (value.isString() && !value.asString().matches("[0-9]+%")) {
            errors.add(FieldError.invalid(field, Names.quoted(value.asString()), PERCENT));
        }
    }

    /** As {@link #share}, and at most all. */
    static void part(String field, JsonNode value, List<FieldError> errors) {
        share(field, value, errors);
        if (value.isString() && value.asString().matches("[0-9]{3,}%")) {
            String digits = value.asString().replace("%", "");
            if (digits.length() > 9 || Integer.parseInt(digits) > 100) {
                errors.add(
                        FieldError.invalid(
                                field,
                                Names.quoted(value.asString()),
                                "must not be greater than 100%"));
            }
        }
    }
}
