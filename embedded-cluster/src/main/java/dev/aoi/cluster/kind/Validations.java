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
            errors.addAll(rest.check(object, old));
            return errors;
        };
    }

    static List<FieldError> configMap(ObjectNode object, @Nullable ObjectNode old) {
        boolean immutable = old != null && old.path("immutable").asBoolean(false);
        return immutable && !object.path("data").equals(old.path("data"))
                ? List.of(
                        FieldError.forbidden("data", "field is immutable when `immutable` is set"))
                : List.of();
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
        return old == null || object.path("type").equals(old.path("type"))
                ? List.of()
                : List.of(unchanged("type", object.path("type")));
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
        return errors;
    }

    static FieldError unchanged(String field, JsonNode value) {
        return FieldError.invalid(field, value.toString(), IMMUTABLE);
    }
}
