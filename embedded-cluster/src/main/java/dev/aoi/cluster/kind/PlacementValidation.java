package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What the server refuses in a pod's tolerations, affinity and spreading. */
final class PlacementValidation {
    private static final List<String> EFFECTS =
            List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final List<String> NODE_OPERATORS =
            List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt");
    private static final String EMPTY_KEY =
            "operator must be Exists when `key` is empty, which means \"match all values and all"
                    + " keys\"";
    private static final int MAX_WEIGHT = 100;

    private PlacementValidation() {}

    static void tolerations(String path, JsonNode tolerations, List<FieldError> errors) {
        int index = 0;
        for (JsonNode toleration : tolerations) {
            String field = path + "[" + index++ + "]";
            String key = toleration.path("key").asString("");
            String operator = toleration.path("operator").asString("");
            String effect = toleration.path("effect").asString("");
            String value = toleration.path("value").asString("");
            if (!key.isEmpty()) {
                MetadataValidation.key(field + ".key", key, errors);
            } else if (!operator.equals("Exists")) {
                errors.add(
                        FieldError.invalid(field + ".operator", Names.quoted(operator), EMPTY_KEY));
            }
            if (toleration.has("tolerationSeconds") && !effect.equals("NoExecute")) {
                errors.add(
                        FieldError.invalid(
                                field + ".effect",
                                Names.quoted(effect),
                                "effect must be 'NoExecute' when `tolerationSeconds` is set"));
            }
            if (operator.equals("Exists") && !value.isEmpty()) {
                errors.add(
                        FieldError.invalid(
                                field + ".operator",
                                Names.quoted(value),
                                "value must be empty when `operator` is 'Exists'"));
            }
            if (!List.of("", "Equal", "Exists").contains(operator)) {
                errors.add(
                        FieldError.unsupported(
                                field + ".operator",
                                Names.quoted(operator),
                                "\"Equal\", \"Exists\""));
            }
            if (!effect.isEmpty()) {
                ContainerValidation.oneOf(
                        field + ".effect", toleration.path("effect"), EFFECTS, errors);
            }
        }
    }

    static void affinity(String path, JsonNode affinity, List<FieldError> errors) {
        JsonNode required =
                affinity.at("/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution");
        if (required.isObject()) {
            nodeTerms(
                    path + ".nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution",
                    required,
                    errors);
        }
        String nodes = path + ".nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution";
        int index = 0;
        for (JsonNode term :
                affinity.at("/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution")) {
            String field = nodes + "[" + index++ + "]";
            weight(field, term, errors);
            expressions(
                    field + ".preference.matchExpressions",
                    term.at("/preference/matchExpressions"),
                    errors);
        }
        for (String which : List.of("podAffinity", "podAntiAffinity")) {
            pods(path + "." + which, affinity.path(which), errors);
        }
    }

    private static void nodeTerms(String path, JsonNode selector, List<FieldError> errors) {
        JsonNode terms = selector.path("nodeSelectorTerms");
        if (terms.isEmpty()) {
            errors.add(
                    FieldError.required(
                            path + ".nodeSelectorTerms",
                            "must have at least one node selector term"));
        }
        int index = 0;
        for (JsonNode term : terms) {
            expressions(
                    path + ".nodeSelectorTerms[" + index++ + "].matchExpressions",
                    term.path("matchExpressions"),
                    errors);
        }
    }

    private static void expressions(String path, JsonNode list, List<FieldError> errors) {
        int index = 0;
        for (JsonNode expression : list) {
            String field = path + "[" + index++ + "]";
            String operator = expression.path("operator").asString("");
            int values = expression.path("values").size();
            switch (operator) {
                case "In", "NotIn" -> {
                    if (values == 0) {
                        errors.add(
                                FieldError.required(
                                        field + ".values",
                                        "must be specified when `operator` is 'In' or 'NotIn'"));
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (values > 0) {
                        errors.add(
                                FieldError.forbidden(
                                        field + ".values",
                                        "may not be specified when `operator` is 'Exists' or"
                                                + " 'DoesNotExist'"));
                    }
                }
                case "Gt", "Lt" -> {
                    if (values != 1) {
                        errors.add(
                                FieldError.required(
                                        field + ".values",
                                        "must be specified single value when `operator` is 'Lt' or"
                                                + " 'Gt'"));
                    }
                }
                default -> {
                    if (!NODE_OPERATORS.contains(operator)) {
                        errors.add(
                                FieldError.invalid(
                                        field + ".operator",
                                        Names.quoted(operator),
                                        "not a valid selector operator"));
                    }
                }
            }
            MetadataValidation.key(field + ".key", expression.path("key").asString(""), errors);
        }
    }

    private static void pods(String path, JsonNode affinity, List<FieldError> errors) {
        int index = 0;
        for (JsonNode term : affinity.path("requiredDuringSchedulingIgnoredDuringExecution")) {
            podTerm(
                    path + ".requiredDuringSchedulingIgnoredDuringExecution[" + index++ + "]",
                    term,
                    errors);
        }
        index = 0;
        for (JsonNode term : affinity.path("preferredDuringSchedulingIgnoredDuringExecution")) {
            String field =
                    path + ".preferredDuringSchedulingIgnoredDuringExecution[" + index++ + "]";
            weight(field, term, errors);
            podTerm(field + ".podAffinityTerm", term.path("podAffinityTerm"), errors);
        }
    }

    private static void podTerm(String field, JsonNode term, List<FieldError> errors) {
        String topology = term.path("topologyKey").asString("");
        SelectorValidation.selector(field + ".labelSelector", term.path("labelSelector"), errors);
        if (topology.isEmpty()) {
            errors.add(FieldError.required(field + ".topologyKey", "can not be empty"));
        }
        MetadataValidation.key(field + ".topologyKey", topology, errors);
    }

    private static void weight(String field, JsonNode term, List<FieldError> errors) {
        int weight = term.path("weight").asInt(0);
        if (weight < 1 || weight > MAX_WEIGHT) {
            errors.add(
                    FieldError.invalid(
                            field + ".weight",
                            Integer.toString(weight),
                            "must be in the range 1-100"));
        }
    }

    static void spread(String path, JsonNode constraints, List<FieldError> errors) {
        int index = 0;
        for (JsonNode constraint : constraints) {
            String field = path + "[" + index++ + "]";
            int skew = constraint.path("maxSkew").asInt(0);
            if (skew < 1) {
                errors.add(
                        FieldError.invalid(
                                field + ".maxSkew",
                                Integer.toString(skew),
                                "must be greater than zero"));
            }
            if (constraint.path("topologyKey").asString("").isEmpty()) {
                errors.add(FieldError.required(field + ".topologyKey", "can not be empty"));
            }
            ContainerValidation.oneOf(
                    field + ".whenUnsatisfiable",
                    constraint.path("whenUnsatisfiable"),
                    List.of("DoNotSchedule", "ScheduleAnyway"),
                    errors);
        }
    }
}
