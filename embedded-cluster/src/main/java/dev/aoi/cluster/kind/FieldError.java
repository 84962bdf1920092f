package dev.aoi.cluster.kind;

/**
 * One cause of a 422 answer.
 *
 * @param field path, e.g. {@code spec.template.spec.containers[0].name}
 * @param reason {@code FieldValueRequired}, {@code FieldValueInvalid}, {@code FieldValueForbidden},
 *     {@code FieldValueDuplicate}, {@code FieldValueNotSupported}
 * @param message text after the path, e.g. {@code Required value}
 */
public record FieldError(String field, String reason, String message) {
    /** A field that must be there. */
    public static FieldError required(String field, String detail) {
        return new FieldError(
                field,
                "FieldValueRequired",
                detail.isEmpty() ? "Required value" : "Required value: " + detail);
    }

    /** A value that is not acceptable; {@code shown} is the value as JSON. */
    public static FieldError invalid(String field, String shown, String detail) {
        return new FieldError(
                field, "FieldValueInvalid", "Invalid value: " + shown + ": " + detail);
    }

    /** A change that is not allowed. */
    public static FieldError forbidden(String field, String detail) {
        return new FieldError(field, "FieldValueForbidden", "Forbidden: " + detail);
    }

    /** A second entry with the same key; {@code shown} is the value as JSON. */
    public static FieldError duplicate(String field, String shown) {
        return new FieldError(field, "FieldValueDuplicate", "Duplicate value: " + shown);
    }

    /** A value outside a closed list; {@code supported} is that list, each entry quoted. */
    public static FieldError unsupported(String field, String shown, String supported) {
        return new FieldError(
                field,
                "FieldValueNotSupported",
                "Unsupported value: " + shown + ": supported values: " + supported);
    }
}
