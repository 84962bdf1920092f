package dev.aoi.kube.print;

import dev.aoi.kube.api.ApiSession;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Masks what looks like a credential before an object is printed: environment variables and
 * annotations with a telling name, passwords inside addresses, values of telling command-line
 * options, and the same inside the annotation in which {@code kubectl apply} keeps its last input.
 * A config map's data is shown.
 */
public final class Redaction {

    /** What stands for a masked value. */
    public static final String MASK = "<redacted>";

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final Pattern TELLING =
            Pattern.compile(
                    ".*(password|passwd|passphrase|secret|token|api_?-?key|access_?-?key"
                        + "|private_?-?key|credential|_auth$|^auth$|_pwd$|^pwd$|_pass$|^pass$).*");
    private static final Pattern ADDRESS =
            Pattern.compile("([a-z][a-z0-9+.-]*://[^\\s/:@]*:)[^\\s/@]+@");
    private static final Pattern OPTION =
            Pattern.compile(
                    "(?i)(--?[a-z-]*(?:password|passwd|secret|token|api-?key|credential)[a-z-]*[="
                            + " ])\\S+");

    private Redaction() {}

    /** Whether a name says that its value is a credential. */
    public static boolean telling(String name) {
        return TELLING.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** A text with passwords in addresses and options masked. */
    public static String text(String text) {
        String addresses = ADDRESS.matcher(text).replaceAll("$1" + MASK + "@");
        return OPTION.matcher(addresses).replaceAll("$1" + MASK);
    }

    /** The value of an environment variable, as it may be shown. */
    public static String value(String name, String value) {
        return telling(name) && !value.isEmpty() ? MASK : text(value);
    }

    /** A copy of an object, or of a list of objects, as it may be shown. */
    public static JsonNode object(JsonNode object) {
        JsonNode copy = object.deepCopy();
        if (copy.path("items").isArray()) {
            copy.path("items").forEach(Redaction::walk);
        } else {
            walk(copy);
        }
        return copy;
    }

    private static void walk(JsonNode node) {
        switch (node) {
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof StringNode string) {
                        list.set(i, StringNode.valueOf(text(string.stringValue())));
                    } else {
                        walk(list.get(i));
                    }
                }
            }
            case ObjectNode map -> {
                variable(map);
                boolean shownData = map.path("kind").asString("").equals("ConfigMap");
                for (Map.Entry<String, JsonNode> entry : map.properties()) {
                    if (entry.getKey().equals("annotations")) {
                        annotations(entry.getValue());
                    } else if (!(shownData && entry.getKey().equals("data"))) {
                        walk(entry.getValue());
                    }
                }
            }
            default -> {
                // Other scalars hold no credentials.
            }
        }
    }

    /** An environment variable is a map with just a name and a value. */
    private static void variable(ObjectNode map) {
        if (map.size() == 2 && map.path("name").isString() && map.path("value").isString()) {
            String shown = value(map.path("name").stringValue(), map.path("value").stringValue());
            map.put("value", shown);
        }
    }

    private static void annotations(JsonNode annotations) {
        if (annotations instanceof ObjectNode map) {
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                if (entry.getValue().isString()) {
                    String value = entry.getValue().stringValue();
                    entry.setValue(StringNode.valueOf(annotation(entry.getKey(), value)));
                }
            }
        }
    }

    /** The value of an annotation, as it may be shown. */
    public static String annotation(String key, String value) {
        if (!key.equals(LAST_APPLIED)) {
            return value(key, value);
        }
        try {
            JsonNode embedded = ApiSession.JSON.readTree(value);
            JsonNode masked = object(embedded);
            return masked.equals(embedded)
                    ? value
                    : ApiSession.JSON.writeValueAsString(masked) + "\n";
        } catch (JacksonException _) {
            return MASK;
        }
    }
}
