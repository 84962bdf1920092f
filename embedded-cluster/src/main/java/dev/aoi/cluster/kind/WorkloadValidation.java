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

    private static final int LONGEST_CRON_JOB = 52;

    private WorkloadValidation() {}

    static List<FieldError> deployment(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        String kind = object.path("kind").asString("");
        if (kind.equals("DaemonSet")) {
            template(object, true, errors);
            nonNegative(object, "minReadySeconds", errors);
            JsonNode strategy = object.at("/spec/updateStrategy");
            if (!List.of("RollingUpdate", "OnDelete")
                    .contains(strategy.path("type").asString(""))) {
                errors.add(
                        FieldError.unsupported(
                                "spec.updateStrategy",
                                typed(strategy),
                                "\"RollingUpdate\", \"OnDelete\""));
            }
            nonNegative(object, "revisionHistoryLimit", errors);
        } else {
            nonNegative(object, "replicas", errors);
            if (kind.equals("ReplicaSet")) {
                nonNegative(object, "minReadySeconds", errors);
            }
            template(object, true, errors);
            if (kind.equals("Deployment")) {
                strategy(object.path("spec"), errors);
                nonNegative(object, "minReadySeconds", errors);
                nonNegative(object, "revisionHistoryLimit", errors);
                deadline(object.path("spec"), errors);
            }
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

    /** A strategy of an unknown type as the server shows it. */
    private static String typed(JsonNode strategy) {
        return "{\"Type\":%s,\"RollingUpdate\":null}"
                .formatted(Names.quoted(strategy.path("type").asString("")));
    }

    static List<FieldError> statefulSet(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        String policy = spec.path("podManagementPolicy").asString("");
        if (!policy.equals("OrderedReady") && !policy.equals("Parallel")) {
            errors.add(
                    FieldError.invalid(
                            "spec.podManagementPolicy",
                            Names.quoted(policy),
                            "must be 'OrderedReady' or 'Parallel'"));
        }
        JsonNode strategy = spec.path("updateStrategy");
        if (!List.of("RollingUpdate", "OnDelete").contains(strategy.path("type").asString(""))) {
            errors.add(
                    FieldError.invalid(
                            "spec.updateStrategy",
                            typed(strategy),
                            "must be 'RollingUpdate' or 'OnDelete'"));
        }
        nonNegative(object, "replicas", errors);
        nonNegative(object, "minReadySeconds", errors);
        template(object, false, errors);
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
        nonNegative(object, "activeDeadlineSeconds", errors);
        nonNegative(object, "backoffLimit", errors);
        nonNegative(object, "ttlSecondsAfterFinished", errors);
        ContainerValidation.oneOf(
                "spec.completionMode",
                object.at("/spec/completionMode"),
                List.of("NonIndexed", "Indexed"),
                errors);
        JsonNode template = object.at("/spec/template");
        errors.addAll(PodValidation.podSpec("spec.template.spec", template.path("spec")));
        String policy = template.at("/spec/restartPolicy").asString("");
        if (!policy.equals("Never") && !policy.equals("OnFailure")) {
            errors.add(restart("spec.template.spec.restartPolicy", policy));
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

    /**
     * Selector and template.
     *
     * @param whole whether the server looks into the template: of stateful sets, which add volumes,
     *     it only compares the labels
     */
    private static void template(ObjectNode object, boolean whole, List<FieldError> errors) {
        JsonNode template = object.at("/spec/template");
        JsonNode selector = selector(object);
        boolean empty =
                selector.path("matchLabels").isEmpty()
                        && selector.path("matchExpressions").isEmpty();
        int before = errors.size();
        if (selector.isMissingNode()) {
            errors.add(FieldError.required("spec.selector", ""));
        } else {
            SelectorValidation.selector("spec.selector", selector, errors);
            if (empty) {
                errors.add(
                        FieldError.invalid(
                                "spec.selector",
                                selector.toString(),
                                "empty selector is invalid for deployment"));
            } else if (errors.size() > before) {
                errors.add(
                        FieldError.invalid(
                                "spec.selector", selector.toString(), "invalid label selector"));
                return;
            }
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
        errors.addAll(
                MetadataValidation.labels("spec.template.labels", template.at("/metadata/labels")));
        if (whole) {
            errors.addAll(PodValidation.podSpec("spec.template.spec", template.path("spec")));
        }
        String policy = template.at("/spec/restartPolicy").asString("Always");
        if (!policy.equals("Always")) {
            errors.add(
                    FieldError.unsupported(
                            "spec.template.spec.restartPolicy",
                            Names.quoted(policy),
                            "\"Always\""));
        }
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
        nonNegative(object, "startingDeadlineSeconds", errors);
        String zone = object.at("/spec/timeZone").asString("");
        if (!zone.isEmpty() && !java.time.ZoneId.getAvailableZoneIds().contains(zone)) {
            errors.add(
                    FieldError.invalid(
                            "spec.timeZone", Names.quoted(zone), "unknown time zone " + zone));
        }
        ContainerValidation.oneOf(
                "spec.concurrencyPolicy",
                object.at("/spec/concurrencyPolicy"),
                List.of("Allow", "Forbid", "Replace"),
                errors);
        nonNegative(object, "successfulJobsHistoryLimit", errors);
        nonNegative(object, "failedJobsHistoryLimit", errors);
        JsonNode template = object.at("/spec/jobTemplate/spec/template/spec");
        String path = "spec.jobTemplate.spec.template.spec";
        errors.addAll(PodValidation.podSpec(path, template));
        String policy = template.path("restartPolicy").asString("");
        if (!policy.equals("Never") && !policy.equals("OnFailure")) {
            errors.add(restart(path + ".restartPolicy", policy));
        }
        if (old == null && object.at("/metadata/name").asString("").length() > LONGEST_CRON_JOB) {
            errors.add(
                    FieldError.invalid(
                            "metadata.name",
                            Names.quoted(object.at("/metadata/name").asString("")),
                            "must be no more than " + LONGEST_CRON_JOB + " characters"));
        }
        return errors;
    }

    /** Pods of jobs must come to an end. */
    private static FieldError restart(String field, String policy) {
        return policy.equals("Always") || policy.isEmpty()
                ? FieldError.required(field, "valid values: \"OnFailure\", \"Never\"")
                : FieldError.unsupported(field, Names.quoted(policy), "\"OnFailure\", \"Never\"");
    }

    private static void strategy(JsonNode spec, List<FieldError> errors) {
        JsonNode strategy = spec.path("strategy");
        String type = strategy.path("type").asString("");
        if (!List.of("Recreate", "RollingUpdate").contains(type)) {
            errors.add(
                    FieldError.unsupported(
                            "spec.strategy", typed(strategy), "\"Recreate\", \"RollingUpdate\""));
        }
        JsonNode rolling = strategy.path("rollingUpdate");
        SelectorValidation.share(
                "spec.strategy.rollingUpdate.maxSurge", rolling.path("maxSurge"), errors);
        SelectorValidation.part(
                "spec.strategy.rollingUpdate.maxUnavailable",
                rolling.path("maxUnavailable"),
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
    }

    private static void deadline(JsonNode spec, List<FieldError> errors) {
        Bounds.atLeast(
                0, "spec.progressDeadlineSeconds", spec.path("progressDeadlineSeconds"), errors);
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
        Bounds.atLeast(0, "spec." + field, object.path("spec").path(field), errors);
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
