package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** What all kinds, and some of the simpler ones, refuse. */
final class Validations {
    private static final String IMMUTABLE = "field is immutable";

    private Validations() {}

    /** How an object of a kind may be named. */
    @FunctionalInterface
    interface NameForm {
        List<FieldError> check(String field, String name);
    }

    /** Checks the name first, then {@code rest}. */
    static Validation named(NameForm form, Validation rest) {
        return (object, old) -> {
            List<FieldError> errors = new ArrayList<>();
            String name = object.at("/metadata/name").asString("");
            if (name.isEmpty()) {
                errors.add(
                        FieldError.required("metadata.name", "name or generateName is required"));
            } else if (old == null) {
                errors.addAll(form.check("metadata.name", name));
            }
            errors.addAll(MetadataValidation.metadata("metadata", object.path("metadata")));
            errors.addAll(rest.check(object, old));
            return errors;
        };
    }

    static List<FieldError> configMap(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = keys(object);
        errors.addAll(frozen(object, old));
        return errors;
    }

    private static List<FieldError> frozen(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        if (old == null || !old.path("immutable").asBoolean(false)) {
            return errors;
        }
        if (!object.path("immutable").asBoolean(false)) {
            errors.add(
                    FieldError.forbidden(
                            "immutable", "field is immutable when `immutable` is set"));
        }
        if (!object.path("data").equals(old.path("data"))) {
            errors.add(FieldError.forbidden("data", "field is immutable when `immutable` is set"));
        }
        return errors;
    }

    /** Keys of config maps and secrets name files. */
    private static List<FieldError> keys(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        for (String field : List.of("data", "binaryData")) {
            object.path(field)
                    .propertyStream()
                    .map(java.util.Map.Entry::getKey)
                    .filter(key -> !key.matches("[-._a-zA-Z0-9]+"))
                    .forEach(
                            key ->
                                    errors.add(
                                            FieldError.invalid(
                                                    field + "[" + key + "]",
                                                    Names.quoted(key),
                                                    "a valid config key must consist of"
                                                            + " alphanumeric characters, '-', '_'"
                                                            + " or '.' (e.g. 'key.name',  or"
                                                            + " 'KEY_NAME',  or 'key-name', regex"
                                                            + " used for validation is"
                                                            + " '[-._a-zA-Z0-9]+')")));
        }
        return errors;
    }

    static List<FieldError> binding(ObjectNode object, @Nullable ObjectNode old) {
        return old == null || object.path("roleRef").equals(old.path("roleRef"))
                ? List.of()
                : List.of(
                        FieldError.invalid(
                                "roleRef",
                                object.path("roleRef").toString(),
                                "cannot change roleRef"));
    }

    static List<FieldError> secret(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = keys(object);
        if (old != null && !object.path("type").equals(old.path("type"))) {
            errors.add(unchanged("type", object.path("type")));
        }
        errors.addAll(frozen(object, old));
        return errors;
    }

    static List<FieldError> claim(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            errors.add(
                    FieldError.required("spec.accessModes", "at least 1 access mode is required"));
        }
        if (spec.at("/resources/requests/storage").isMissingNode()) {
            errors.add(FieldError.required("spec.resources[storage]", ""));
        }
        if (old != null && !settled(spec).equals(settled(old.path("spec")))) {
            errors.add(
                    FieldError.forbidden(
                            "spec",
                            "spec is immutable after creation except resources.requests and"
                                    + " volumeAttributesClassName for bound claims"));
        }
        return errors;
    }

    /** What of a claim must not change; the binder may still name the volume. */
    private static ObjectNode settled(JsonNode spec) {
        ObjectNode settled = ((ObjectNode) spec).deepCopy();
        settled.remove(List.of("resources", "volumeAttributesClassName", "volumeName"));
        return settled;
    }

    static FieldError unchanged(String field, JsonNode value) {
        return FieldError.invalid(
                field, value.isMissingNode() ? "null" : value.toString(), IMMUTABLE);
    }
}
