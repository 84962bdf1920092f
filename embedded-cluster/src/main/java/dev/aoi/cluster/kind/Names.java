package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The forms of names that the server accepts, with its messages. */
final class Names {
    private static final String LABEL_REGEX = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_REGEX = LABEL_REGEX + "(\\." + LABEL_REGEX + ")*";
    private static final Pattern LABEL = Pattern.compile(LABEL_REGEX);
    private static final Pattern SUBDOMAIN = Pattern.compile(SUBDOMAIN_REGEX);
    private static final int MAX_LABEL = 63;
    private static final int MAX_SUBDOMAIN = 253;

    private Names() {}

    /** A DNS subdomain: what most objects are named by. */
    static List<FieldError> subdomain(String field, String name) {
        if (name.length() > MAX_SUBDOMAIN) {
            return List.of(
                    FieldError.invalid(field, quoted(name), "must be no more than 253 characters"));
        }
        return SUBDOMAIN.matcher(name).matches()
                ? List.of()
                : List.of(
                        FieldError.invalid(
                                field,
                                quoted(name),
                                "a lowercase RFC 1123 subdomain must consist of lower case"
                                        + " alphanumeric characters, '-' or '.', and must start and"
                                        + " end with an alphanumeric character (e.g. 'example.com',"
                                        + " regex used for validation is '"
                                        + SUBDOMAIN_REGEX
                                        + "')"));
    }

    /** A DNS label: namespaces, services, containers. */
    static List<FieldError> label(String field, String name) {
        if (name.length() > MAX_LABEL) {
            return List.of(
                    FieldError.invalid(field, quoted(name), "must be no more than 63 characters"));
        }
        if (name.contains(".") && SUBDOMAIN.matcher(name).matches()) {
            return List.of(FieldError.invalid(field, quoted(name), "must not contain dots"));
        }
        return LABEL.matcher(name).matches()
                ? List.of()
                : List.of(
                        FieldError.invalid(
                                field,
                                quoted(name),
                                "a lowercase RFC 1123 label must consist of lower case alphanumeric"
                                        + " characters or '-', and must start and end with an"
                                        + " alphanumeric character (e.g. 'my-name',  or '123-abc',"
                                        + " regex used for validation is '"
                                        + LABEL_REGEX
                                        + "')"));
    }

    /** A path segment: roles and bindings. */
    static List<FieldError> segment(String field, String name) {
        return name.contains("/") || name.contains("%")
                ? List.of(FieldError.invalid(field, quoted(name), "may not contain '/' or '%'"))
                : List.of();
    }

    /** The name of a port that a service aims at. */
    static List<FieldError> portName(String field, String name) {
        List<FieldError> errors = new ArrayList<>();
        String shown = quoted(name);
        if (name.length() > 15) {
            errors.add(FieldError.invalid(field, shown, "must be no more than 15 characters"));
        }
        if (!name.matches("[-a-z0-9]*")) {
            errors.add(
                    FieldError.invalid(
                            field,
                            shown,
                            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens"
                                    + " (-)"));
        }
        if (!name.matches(".*[a-z].*")) {
            errors.add(FieldError.invalid(field, shown, "must contain at least one letter (a-z)"));
        }
        if (name.contains("--")) {
            errors.add(FieldError.invalid(field, shown, "must not contain consecutive hyphens"));
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            errors.add(FieldError.invalid(field, shown, "must not begin or end with a hyphen"));
        }
        return errors;
    }

    /** A key of a config map or secret. */
    static List<FieldError> key(String field, String key) {
        if (key.equals(".") || key.equals("..")) {
            return List.of(FieldError.invalid(field, quoted(key), "must not be '" + key + "'"));
        }
        return key.matches("[-._a-zA-Z0-9]+")
                ? List.of()
                : List.of(
                        FieldError.invalid(
                                field,
                                quoted(key),
                                "a valid config key must consist of alphanumeric characters, '-',"
                                        + " '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or"
                                        + " 'key-name', regex used for validation is"
                                        + " '[-._a-zA-Z0-9]+')"));
    }

    /** A port number. */
    static List<FieldError> port(String field, JsonNode port) {
        int number = port.asInt(0);
        return number >= 1 && number <= 65535
                ? List.of()
                : List.of(
                        FieldError.invalid(
                                field,
                                Integer.toString(number),
                                "must be between 1 and 65535, inclusive"));
    }

    static String quoted(String text) {
        return StringNode.valueOf(text).toString();
    }
}
