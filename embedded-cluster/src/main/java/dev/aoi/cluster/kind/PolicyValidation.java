package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** What the server refuses in autoscalers and budgets. */
final class PolicyValidation {
    private PolicyValidation() {}

    static List<FieldError> autoscaler(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        for (String field : List.of("kind", "name")) {
            if (spec.path("scaleTargetRef").path(field).asString("").isEmpty()) {
                errors.add(FieldError.required("spec.scaleTargetRef." + field, ""));
            }
        }
        int min = spec.path("minReplicas").asInt(1);
        int max = spec.path("maxReplicas").asInt(0);
        if (min < 1) {
            errors.add(
                    FieldError.invalid(
                            "spec.minReplicas",
                            Integer.toString(min),
                            "must be greater than or equal to 1"));
        }
        if (max < 1) {
            errors.add(
                    FieldError.invalid(
                            "spec.maxReplicas", Integer.toString(max), "must be greater than 0"));
        } else if (max < min) {
            errors.add(
                    FieldError.invalid(
                            "spec.maxReplicas",
                            Integer.toString(max),
                            "must be greater than or equal to `minReplicas`"));
        }
        return errors;
    }

    static List<FieldError> budget(ObjectNode object, @Nullable ObjectNode old) {
        JsonNode spec = object.path("spec");
        return spec.has("minAvailable") && spec.has("maxUnavailable")
                ? List.of(
                        FieldError.invalid(
                                "spec",
                                spec.toString(),
                                "minAvailable and maxUnavailable cannot be both set"))
                : List.of();
    }
}
