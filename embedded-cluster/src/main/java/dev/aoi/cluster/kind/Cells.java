package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Renders parts of objects the way the server's printers do. */
final class Cells {
    static final String NONE = "<none>";
    static final String UNSET = "<unset>";
    private static final int MAX_LISTED = 3;

    private Cells() {}

    /** The text at a JSON pointer; empty when absent. */
    static Function<ObjectNode, String> at(String pointer) {
        return object -> object.at(pointer).asString("");
    }

    /** The text at a JSON pointer, or {@code other} when absent or empty. */
    static Function<ObjectNode, String> at(String pointer, String other) {
        return object -> or(object.at(pointer).asString(""), other);
    }

    static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    static long number(JsonNode object, String pointer) {
        return object.at(pointer).asLong(0);
    }

    /** {@code ready/wanted}. */
    static String ratio(JsonNode object, String ready, String wanted) {
        return number(object, ready) + "/" + number(object, wanted);
    }

    /** Names or images of the pod template's containers. */
    static Function<ObjectNode, String> containers(String podSpec, String field) {
        return object ->
                object.at(podSpec)
                        .path("containers")
                        .valueStream()
                        .map(container -> container.path(field).asString(""))
                        .collect(Collectors.joining(","));
    }

    /** A map of labels as {@code a=1,b=2} in the order of its keys. */
    static String pairs(JsonNode labels) {
        return or(
                labels.propertyStream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
                        .sorted()
                        .collect(Collectors.joining(",")),
                NONE);
    }

    /** A label selector as text. */
    static String selector(JsonNode selector) {
        List<String> parts = new ArrayList<>();
        selector.path("matchLabels")
                .propertyStream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
                .sorted()
                .forEach(parts::add);
        for (JsonNode expression : selector.path("matchExpressions")) {
            parts.add(expression(expression));
        }
        return or(String.join(",", parts), NONE);
    }

    private static String expression(JsonNode expression) {
        String key = expression.path("key").asString("");
        String values =
                expression
                        .path("values")
                        .valueStream()
                        .map(value -> value.asString(""))
                        .collect(Collectors.joining(","));
        return switch (expression.path("operator").asString("")) {
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default ->
                    "%s %s (%s)"
                            .formatted(
                                    key,
                                    expression
                                            .path("operator")
                                            .asString("")
                                            .toLowerCase(Locale.ROOT),
                                    values);
        };
    }

    /** At most three entries, and how many more there are. */
    static String listed(List<String> entries) {
        return entries.size() <= MAX_LISTED
                ? String.join(",", entries)
                : "%s + %d more..."
                        .formatted(
                                String.join(",", entries.subList(0, MAX_LISTED)),
                                entries.size() - MAX_LISTED);
    }

    /** Access modes as {@code RWO,ROX}. */
    static String accessModes(JsonNode modes) {
        return modes.valueStream()
                .map(
                        mode ->
                                switch (mode.asString("")) {
                                    case "ReadWriteOnce" -> "RWO";
                                    case "ReadOnlyMany" -> "ROX";
                                    case "ReadWriteMany" -> "RWX";
                                    case "ReadWriteOncePod" -> "RWOP";
                                    default -> mode.asString("");
                                })
                .collect(Collectors.joining(","));
    }
}
