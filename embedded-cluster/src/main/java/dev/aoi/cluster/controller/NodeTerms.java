package dev.aoi.cluster.controller;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Node selector terms of a pod's required node affinity. */
final class NodeTerms {
    private NodeTerms() {}

    static boolean matches(JsonNode term, ObjectNode node) {
        JsonNode labels = node.path("metadata").path("labels");
        return term.path("matchExpressions")
                        .valueStream()
                        .allMatch(e -> satisfied(e, labels.path(e.path("key").asString(""))))
                && term.path("matchFields")
                        .valueStream()
                        .allMatch(e -> satisfied(e, node.path("metadata").path("name")));
    }

    private static boolean satisfied(JsonNode expression, JsonNode value) {
        boolean listed = expression.path("values").valueStream().anyMatch(v -> v.equals(value));
        return switch (expression.path("operator").asString("")) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> !value.isMissingNode();
            case "DoesNotExist" -> value.isMissingNode();
            case "Gt" -> number(value) > number(expression.path("values").path(0));
            case "Lt" -> number(value) < number(expression.path("values").path(0));
            default -> false;
        };
    }

    private static long number(JsonNode value) {
        String text = value.asString("");
        return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
