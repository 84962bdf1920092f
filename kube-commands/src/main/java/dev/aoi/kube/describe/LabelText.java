package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Labels and label selectors as text. */
public final class LabelText {

    private LabelText() {}

    /** {@code a=1,b=2}; empty without labels. */
    public static String joined(JsonNode labels) {
        return lines(labels).collect(Collectors.joining(","));
    }

    /** {@code a=1} for each label in the order of their keys. */
    static Stream<String> lines(JsonNode labels) {
        return labels.propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + "=" + e.getValue().asString(""));
    }

    /** A selector object (matchLabels, matchExpressions) as a selector's text. */
    public static String selector(JsonNode selector) {
        List<String> parts = new ArrayList<>(lines(selector.path("matchLabels")).toList());
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asString("");
            String values =
                    expression
                            .path("values")
                            .valueStream()
                            .map(v -> v.asString(""))
                            .sorted()
                            .collect(Collectors.joining(",", "(", ")"));
            parts.add(
                    switch (expression.path("operator").asString("")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return String.join(",", parts);
    }
}
