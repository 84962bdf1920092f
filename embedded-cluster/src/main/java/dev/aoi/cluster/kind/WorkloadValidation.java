package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the server refuses in the kinds that make pods. */
final class WorkloadValidation {
    private static final Set<String> STATEFUL_SET_CHANGES =
            Set.of(
                    "replicas",
                    "ordinals",
                    "template",
                    "updateStrategy",
                    "revisionHistoryLimit",
                    "persistentVolumeClaimRetentionPolicy",
                    "minReadySeconds");

    private WorkloadValidation() {}

    static List<FieldError> deployment(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = replicated(object);
        if (object.path("kind").asString("").equals("Deployment")) {
            strategy(object.path("spec"), errors);
        }
        if (old != null && !selector(object).equals(selector(old))) {
            errors.add(
                    FieldError.invalid(
                            "spec.selector",
                            selector(object).isMissingNode() ? "null" : selector(object).toString(),
                            "field is immutable"));
        }
        return errors;
    }

    static List<FieldError> statefulSet(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = replicated(object);
        if (old != null
                && !without(object, STATEFUL_SET_CHANGES)
                        .equals(without(old, STATEFUL_SET_CHANGES))) {
            errors.add(
                    FieldError.forbidden(
                            "spec",
                            "updates to statefulset spec for fields other than 'replicas',"
                                    + " 'ordinals', 'template', 'updateStrategy',"
                                    + " 'revisionHistoryLimit',"
                                    + " 'persistentVolumeClaimRetentionPolicy' and"
                                    + " 'minReadySeconds' are forbidden"));
        }
        return errors;
    }

    static List<FieldError> job(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        nonNegative(object, "parallelism", errors);
        nonNegative(object, "completions", errors);
        nonNegative(object, "backoffLimit", errors);
        JsonNode template = object.at("/spec/template");
        errors.addAll(PodValidation.podSpec("spec.template.spec", template.path("spec")));
        String policy = template.at("/spec/restartPolicy").asString("");
        if (!policy.equals("Never") && !policy.equals("OnFailure")) {
            errors.add(
                    FieldError.unsupported(
                            "spec.template.spec.restartPolicy",
                            Names.quoted(policy),
                            "\"OnFailure\", \"Never\""));
        }
        if (old != null) {
            JsonNode completions = object.at("/spec/completions");
            if (!completions.equals(old.at("/spec/completions"))
                    && !object.at("/spec/completionMode").asString("").equals("Indexed")) {
                errors.add(
                        FieldError.invalid(
                                "spec.completions",
                                completions.isMissingNode() ? "null" : completions.toString(),
                                "field is immutable"));
            }
            if (!object.at("/spec/selector").equals(old.at("/spec/selector"))) {
                errors.add(Validations.unchanged("spec.selector", object.at("/spec/selector")));
            }
            if (!template.equals(old.at("/spec/template"))) {
                errors.add(Validations.unchanged("spec.template", template));
            }
        }
        return errors;
    }

    private static List<FieldError> replicated(ObjectNode object) {
        List<FieldError> errors = new ArrayList<>();
        nonNegative(object, "replicas", errors);
        nonNegative(object, "minReadySeconds", errors);
        nonNegative(object, "revisionHistoryLimit", errors);
        JsonNode template = object.at("/spec/template");
        JsonNode selector = selector(object);
        boolean empty =
                selector.path("matchLabels").isEmpty()
                        && selector.path("matchExpressions").isEmpty();
        if (selector.isMissingNode()) {
            errors.add(FieldError.required("spec.selector", ""));
        } else if (empty) {
            errors.add(
                    FieldError.invalid(
                            "spec.selector",
                            selector.toString(),
                            "empty selector is invalid for deployment"));
        }
        boolean everything = !selector.isMissingNode() && empty;
        if (!everything
                && (selector.isMissingNode()
                        || !LabelSelectors.matches(selector, template.at("/metadata/labels")))) {
            JsonNode labels = template.at("/metadata/labels");
            errors.add(
                    FieldError.invalid(
                            "spec.template.metadata.labels",
                            labels.isMissingNode() ? "null" : labels.toString(),
                            "`selector` does not match template `labels`"));
        }
        errors.addAll(PodValidation.podSpec("spec.template.spec", template.path("spec")));
        String policy = template.at("/spec/restartPolicy").asString("Always");
        if (!policy.equals("Always")) {
            errors.add(
                    FieldError.unsupported(
                            "spec.template.spec.restartPolicy",
                            Names.quoted(policy),
                            "\"Always\""));
        }
        return errors;
    }

    static List<FieldError> cronJob(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        String schedule = object.at("/spec/schedule").asString("");
        int fields = schedule.isBlank() ? 0 : schedule.strip().split("\\s+").length;
        if (schedule.isEmpty()) {
            errors.add(FieldError.required("spec.schedule", ""));
        } else if (!schedule.startsWith("@") && fields != 5) {
            errors.add(
                    FieldError.invalid(
                            "spec.schedule",
                            Names.quoted(schedule),
                            "expected exactly 5 fields, found %d: [%s]"
                                    .formatted(
                                            fields,
                                            String.join(" ", schedule.strip().split("\\s+")))));
        }
        ContainerValidation.oneOf(
                "spec.concurrencyPolicy",
                object.at("/spec/concurrencyPolicy"),
                List.of("Allow", "Forbid", "Replace"),
                errors);
        JsonNode template = object.at("/spec/jobTemplate/spec/template/spec");
        String path = "spec.jobTemplate.spec.template.spec";
        errors.addAll(PodValidation.podSpec(path, template));
        String policy = template.path("restartPolicy").asString("");
        if (!policy.equals("Never") && !policy.equals("OnFailure")) {
            errors.add(
                    FieldError.unsupported(
                            path + ".restartPolicy",
                            Names.quoted(policy),
                            "\"OnFailure\", \"Never\""));
        }
        return errors;
    }

    private static void strategy(JsonNode spec, List<FieldError> errors) {
        JsonNode strategy = spec.path("strategy");
        String type = strategy.path("type").asString("");
        ContainerValidation.oneOf(
                "spec.strategy.type",
                strategy.path("type"),
                List.of("Recreate", "RollingUpdate"),
                errors);
        if (type.equals("Recreate") && strategy.has("rollingUpdate")) {
            errors.add(
                    FieldError.forbidden(
                            "spec.strategy.rollingUpdate",
                            "may not be specified when strategy `type` is 'Recreate'"));
        }
        if (type.equals("RollingUpdate")
                && zero(strategy.at("/rollingUpdate/maxSurge"))
                && zero(strategy.at("/rollingUpdate/maxUnavailable"))) {
            errors.add(
                    FieldError.invalid(
                            "spec.strategy.rollingUpdate.maxUnavailable",
                            strategy.at("/rollingUpdate/maxUnavailable").toString(),
                            "may not be 0 when `maxSurge` is 0"));
        }
        if (spec.path("progressDeadlineSeconds").asLong(600)
                <= spec.path("minReadySeconds").asLong(0)) {
            errors.add(
                    FieldError.invalid(
                            "spec.progressDeadlineSeconds",
                            spec.path("progressDeadlineSeconds").toString(),
                            "must be greater than minReadySeconds"));
        }
    }

    private static boolean zero(JsonNode value) {
        String text = value.asString("");
        return text.equals("0") || text.equals("0%");
    }

    private static void nonNegative(ObjectNode object, String field, List<FieldError> errors) {
        JsonNode value = object.path("spec").path(field);
        if (value.isNumber() && value.asLong() < 0) {
            errors.add(
                    FieldError.invalid(
                            "spec." + field,
                            value.toString(),
                            "must be greater than or equal to 0"));
        }
    }

    private static JsonNode selector(ObjectNode object) {
        return object.path("spec").path("selector");
    }

    private static ObjectNode without(ObjectNode object, Set<String> fields) {
        ObjectNode spec = ((ObjectNode) object.path("spec")).deepCopy();
        spec.remove(fields);
        return spec;
    }
}
