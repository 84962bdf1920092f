package dev.aoi.kube.describe;

import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** An object of any kind: every field under a title made from its name. */
final class GenericDescription {

    private static final Set<String> SHOWN_ABOVE =
            Set.of("name", "namespace", "labels", "annotations", "managedFields");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private GenericDescription() {}

    static void write(Page page, ResourceType type, JsonNode object) {
        Layout.name(page, object);
        Layout.labelsAndAnnotations(page, object);
        page.line(0, "API Version:", type.apiVersion());
        page.line(0, "Kind:", type.kind());
        object.propertyStream()
                .filter(e -> !Set.of("apiVersion", "kind").contains(e.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> field(page, 0, e.getKey(), e.getValue()));
    }

    private static void field(Page page, int indent, String name, JsonNode value) {
        String title = title(name) + ":";
        if (value.isObject()) {
            page.line(indent, title);
            members(page, indent + 2, value, name.equals("metadata") && indent == 0);
        } else if (value.isArray()) {
            page.line(indent, title);
            for (JsonNode item : value) {
                if (item.isObject()) {
                    members(page, indent + 2, item, false);
                } else {
                    page.line(indent + 2, item.asString(""));
                }
            }
        } else {
            page.line(indent, title, value.asString(""));
        }
    }

    private static void members(Page page, int indent, JsonNode object, boolean metadata) {
        object.propertyStream()
                .filter(e -> !(metadata && SHOWN_ABOVE.contains(e.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> field(page, indent, e.getKey(), e.getValue()));
    }

    private static String title(String name) {
        if (name.isEmpty() || name.contains(".") || name.contains("/")) {
            return name;
        }
        String spaced = WORD_START.matcher(name).replaceAll(" ");
        String title = Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
        return title.replaceAll("\\bUid\\b", "UID").replaceAll("\\bApi\\b", "API");
    }
}
