package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the server refuses in the labels and annotations of every kind. */
final class MetadataValidation {
    private static final String VALUE_REGEX = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private static final String NAME_REGEX = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final Pattern VALUE = Pattern.compile(VALUE_REGEX);
    private static final Pattern NAME = Pattern.compile(NAME_REGEX);
    private static final int MAX = 63;
    private static final int MAX_ANNOTATIONS = 256 * 1024;

    private MetadataValidation() {}

    /** Problems of {@code metadata} at {@code path}. */
    static List<FieldError> metadata(String path, JsonNode metadata) {
        List<FieldError> errors =
                new ArrayList<>(labels(path + ".labels", metadata.path("labels")));
        long size = 0;
        for (Map.Entry<String, JsonNode> entry : metadata.path("annotations").properties()) {
            annotationKey(path + ".annotations", entry.getKey(), errors);
            size += entry.getKey().length() + entry.getValue().asString("").length();
        }
        if (size > MAX_ANNOTATIONS) {
            errors.add(
                    new FieldError(
                            path + ".annotations",
                            "FieldValueTooLong",
                            "Too long: may not be more than " + MAX_ANNOTATIONS + " bytes"));
        }
        return errors;
    }

    /** Keys of annotations may have capitals where those of labels may not. */
    private static void annotationKey(String path, String key, List<FieldError> errors) {
        List<FieldError> found = new ArrayList<>();
        String folded = key.toLowerCase(java.util.Locale.ROOT);
        key(path, folded, found);
        for (FieldError error : found) {
            String message = error.message().replace(Names.quoted(folded), Names.quoted(key));
            errors.add(new FieldError(error.field(), error.reason(), message));
        }
    }

    /** Problems of a map of labels. */
    static List<FieldError> labels(String path, JsonNode labels) {
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : labels.properties()) {
            key(path, entry.getKey(), errors);
            String value = entry.getValue().asString("");
            if (value.length() > MAX) {
                errors.add(
                        FieldError.invalid(
                                path, Names.quoted(value), "must be no more than 63 bytes"));
            } else if (!VALUE.matcher(value).matches()) {
                errors.add(
                        FieldError.invalid(
                                path,
                                Names.quoted(value),
                                "a valid label must be an empty string or consist of alphanumeric"
                                        + " characters, '-', '_' or '.', and must start and end"
                                        + " with an alphanumeric character (e.g. 'MyValue',  or"
                                        + " 'my_value',  or '12345', regex used for validation is '"
                                        + VALUE_REGEX
                                        + "')"));
            }
        }
        return errors;
    }

    /** Adds what is wrong with the key of a label. */
    static void key(String path, String key, List<FieldError> errors) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        if (slash == 0) {
            errors.add(
                    FieldError.invalid(path, Names.quoted(key), "prefix part must be non-empty"));
        } else if (slash > 0) {
            for (FieldError error : Names.subdomain(path, key.substring(0, slash))) {
                String why = error.message().substring(error.message().indexOf(": ", 15) + 2);
                errors.add(FieldError.invalid(path, Names.quoted(key), "prefix part " + why));
            }
        }
        if (name.isEmpty()) {
            errors.add(FieldError.invalid(path, Names.quoted(key), "name part must be non-empty"));
        } else if (name.length() > MAX) {
            errors.add(
                    FieldError.invalid(
                            path, Names.quoted(key), "name part must be no more than 63 bytes"));
        }
        if (!NAME.matcher(name).matches()) {
            errors.add(
                    FieldError.invalid(
                            path,
                            Names.quoted(key),
                            "name part must consist of alphanumeric characters, '-', '_' or '.',"
                                    + " and must start and end with an alphanumeric character (e.g."
                                    + " 'MyName',  or 'my.name',  or '123-abc', regex used for"
                                    + " validation is '"
                                    + NAME_REGEX
                                    + "')"));
        }
    }
}
