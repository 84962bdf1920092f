package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Objects of custom kinds against the {@code openAPIV3Schema} of their definition: types, required
 * fields, bounds, patterns, enumerations. Rules in CEL are not looked at.
 */
final class CustomValidation implements Validation {
    /** Errors that leave rules of the definition unchecked. */
    private static final List<String> BLOCKING =
            List.of(
                    "FieldValueRequired",
                    "FieldValueTooLong",
                    "FieldValueTooMany",
                    "FieldValueNotSupported");

    private final JsonNode schema;

    CustomValidation(JsonNode schema) {
        this.schema = schema;
    }

    @Override
    public List<FieldError> check(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : sorted(schema.path("properties")).entrySet()) {
            boolean known = List.of("metadata", "kind", "apiVersion").contains(field.getKey());
            if (!known && object.has(field.getKey())) {
                value(field.getKey(), field.getValue(), object.path(field.getKey()), errors);
            }
        }
        required("", schema, object, errors);
        boolean blocking = errors.stream().anyMatch(e -> BLOCKING.contains(e.reason()));
        if ((blocking || wrongType(errors))
                && schema.toString().contains("x-kubernetes-validations")) {
            errors.add(
                    FieldError.invalid(
                            "<nil>",
                            "null",
                            "some validation rules were not checked because the object was invalid;"
                                    + " correct the existing errors to complete validation"));
        }
        return errors;
    }

    private static boolean wrongType(List<FieldError> errors) {
        return errors.stream().anyMatch(e -> e.message().contains(" in body must be of type "));
    }

    /** What the schema fills in where an object says nothing. */
    static void defaults(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                JsonNode filled = field.getValue().path("default");
                if (!object.has(field.getKey()) && !filled.isMissingNode()) {
                    object.set(field.getKey(), filled.deepCopy());
                }
                if (object.has(field.getKey())) {
                    defaults(field.getValue(), object.path(field.getKey()));
                }
            }
        } else if (value.isArray()) {
            value.forEach(entry -> defaults(schema.path("items"), entry));
        }
    }

    private static void value(
            String path, JsonNode schema, JsonNode value, List<FieldError> errors) {
        String type = schema.path("type").asString("");
        if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
            return;
        }
        if (!type.isEmpty() && !is(type, value)) {
            String given = given(value);
            errors.add(
                    FieldError.invalid(
                            path,
                            "\"" + given + "\"",
                            "%s in body must be of type %s: \"%s\"".formatted(path, type, given)));
            return;
        }
        if (value.isObject()) {
            fields(path, schema, value, errors);
        } else if (value.isArray()) {
            entries(path, schema, value, errors);
        } else if (value.isNumber()) {
            bounds(path, schema, value, errors);
        } else if (value.isString()) {
            text(path, schema, value.asString(), errors);
        }
        JsonNode allowed = schema.path("enum");
        if (!allowed.isEmpty() && allowed.valueStream().noneMatch(value::equals)) {
            errors.add(
                    FieldError.unsupported(
                            path,
                            value.toString(),
                            String.join(
                                    ", ", allowed.valueStream().map(JsonNode::toString).toList())));
        }
    }

    private static void fields(
            String path, JsonNode schema, JsonNode value, List<FieldError> errors) {
        for (Map.Entry<String, JsonNode> field : sorted(schema.path("properties")).entrySet()) {
            if (value.has(field.getKey())) {
                value(
                        path + "." + field.getKey(),
                        field.getValue(),
                        value.path(field.getKey()),
                        errors);
            }
        }
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                value(path + "." + field.getKey(), others, field.getValue(), errors);
            }
        }
        required(path + ".", schema, value, errors);
    }

    private static void required(
            String prefix, JsonNode schema, JsonNode value, List<FieldError> errors) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asString(""))) {
                errors.add(FieldError.required(prefix + name.asString(""), ""));
            }
        }
    }

    private static void entries(
            String path, JsonNode schema, JsonNode value, List<FieldError> errors) {
        JsonNode most = schema.path("maxItems");
        if (most.isNumber() && value.size() > most.asInt()) {
            errors.add(
                    new FieldError(
                            path,
                            "FieldValueTooMany",
                            "Too many: %d: must have at most %d %s"
                                    .formatted(
                                            value.size(),
                                            most.asInt(),
                                            most.asInt() == 1 ? "item" : "items")));
        }
        JsonNode least = schema.path("minItems");
        if (least.isNumber() && value.size() < least.asInt()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            Integer.toString(value.size()),
                            "%s in body should have at least %d items"
                                    .formatted(path, least.asInt())));
        }
        int index = 0;
        for (JsonNode entry : value) {
            value(path + "[" + index++ + "]", schema.path("items"), entry, errors);
        }
    }

    private static void bounds(
            String path, JsonNode schema, JsonNode value, List<FieldError> errors) {
        JsonNode least = schema.path("minimum");
        JsonNode most = schema.path("maximum");
        if (least.isNumber() && value.asDouble() < least.asDouble()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value.toString(),
                            "%s in body should be greater than or equal to %s"
                                    .formatted(path, least)));
        }
        if (most.isNumber() && value.asDouble() > most.asDouble()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            value.toString(),
                            "%s in body should be less than or equal to %s".formatted(path, most)));
        }
    }

    private static void text(String path, JsonNode schema, String value, List<FieldError> errors) {
        JsonNode most = schema.path("maxLength");
        if (most.isNumber() && value.length() > most.asInt()) {
            errors.add(
                    new FieldError(
                            path,
                            "FieldValueTooLong",
                            "Too long: may not be more than " + most + " bytes"));
        }
        JsonNode least = schema.path("minLength");
        if (least.isNumber() && value.length() < least.asInt()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            Names.quoted(value),
                            "%s in body should be at least %s chars long".formatted(path, least)));
        }
        String pattern = schema.path("pattern").asString("");
        if (!pattern.isEmpty() && !found(pattern, value)) {
            errors.add(
                    FieldError.invalid(
                            path,
                            Names.quoted(value),
                            "%s in body should match '%s'".formatted(path, pattern)));
        }
    }

    /** A pattern that this platform cannot read accepts everything. */
    private static boolean found(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(value).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    private static String given(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }

    private static Map<String, JsonNode> sorted(JsonNode properties) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        properties.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
