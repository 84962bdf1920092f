package dev.aoi.kube.describe;

import dev.aoi.kube.print.Redaction;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parts that every description is made of. */
final class Layout {

    static final String NONE = "<none>";
    static final String UNSET = "<unset>";

    private static final int LONGEST_ANNOTATION = 140;
    private static final Set<String> HIDDEN_ANNOTATIONS =
            Set.of("kubectl.kubernetes.io/last-applied-configuration");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Layout() {}

    /** Name and, where there is one, namespace. */
    static void name(Page page, JsonNode object) {
        page.line(0, "Name:", text(object, "metadata", "name"));
        page.lineIf(0, "Namespace:", text(object, "metadata", "namespace"));
    }

    static void labelsAndAnnotations(Page page, JsonNode object) {
        labels(page, 0, "Labels", object.path("metadata").path("labels"));
        annotations(page, 0, object.path("metadata").path("annotations"));
    }

    static void labels(Page page, int indent, String title, JsonNode labels) {
        several(page, indent, title, LabelText.lines(labels).toList());
    }

    /** A title and its values, one on a line; {@code <none>} without any. */
    static void several(Page page, int indent, String title, List<String> values) {
        String label = title + ":";
        page.line(indent, label, values.isEmpty() ? NONE : values.getFirst());
        values.stream().skip(1).forEach(value -> page.line(0, "", value));
    }

    static void annotations(Page page, int indent, JsonNode annotations) {
        List<Map.Entry<String, JsonNode>> shown =
                annotations
                        .propertyStream()
                        .filter(e -> !HIDDEN_ANNOTATIONS.contains(e.getKey()))
                        .sorted(Map.Entry.comparingByKey())
                        .toList();
        String label = " ".repeat(indent) + "Annotations:";
        if (shown.isEmpty()) {
            page.line(0, label, NONE);
        }
        for (Map.Entry<String, JsonNode> entry : shown) {
            String key = entry.getKey();
            String value =
                    Redaction.value(key, entry.getValue().asString("").replaceFirst("\n$", ""));
            boolean isLong = key.length() + value.length() + 2 > LONGEST_ANNOTATION;
            if (isLong || value.contains("\n")) {
                page.line(0, label, key + ":");
                value.lines().forEach(v -> page.line(0, "", "  " + shortened(v)));
            } else {
                page.line(0, label, key + ": " + value);
            }
            label = "";
        }
    }

    /** {@code Controlled By}, where an object has a controller. */
    static void controller(Page page, JsonNode object) {
        object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .filter(o -> o.path("controller").asBoolean(false))
                .findFirst()
                .ifPresent(
                        o ->
                                page.line(
                                        0,
                                        "Controlled By:",
                                        text(o, "kind") + "/" + text(o, "name")));
    }

    /** A string somewhere below a node; empty when it is not there. */
    static String text(JsonNode node, String... path) {
        JsonNode at = node;
        for (String step : path) {
            at = at.path(step);
        }
        return at.isContainer() || at.isNull() ? "" : at.asString("");
    }

    static String orElse(String text, String absent) {
        return text.isEmpty() ? absent : text;
    }

    /** {@code True} or {@code False}. */
    static String bool(JsonNode value) {
        return value.asBoolean(false) ? "True" : "False";
    }

    /** A time as in e-mail headers; the text itself if it is none. */
    static String time(String rfc3339) {
        try {
            return rfc3339.isEmpty() ? "" : TIME.format(Instant.parse(rfc3339));
        } catch (DateTimeParseException _) {
            return rfc3339;
        }
    }

    private static String shortened(String text) {
        int longest = LONGEST_ANNOTATION - 2;
        return text.length() > longest ? text.substring(0, longest) + "..." : text;
    }
}
