package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.store.ApiException;

import java.util.ArrayList;
import java.util.List;

/**
 * Which options of a list or a watch go together, as the API server of Kubernetes 1.36 says it
 * ({@code ValidateListOptions}).
 */
final class ListOptions {
    private static final String MATCH = "resourceVersionMatch";
    private static final String EXACT = "Exact";
    private static final String NOT_OLDER = "NotOlderThan";
    private static final String CONTINUED =
            "resourceVersionMatch is forbidden when continue is provided";

    private ListOptions() {}

    /**
     * Of a list.
     *
     * @throws ApiException 400 for what cannot be read, 422 for what does not go together
     */
    static void checkList(Query query) {
        query.number("timeoutSeconds");
        String match = query.first(MATCH);
        String version = query.first("resourceVersion");
        List<FieldError> errors = new ArrayList<>();
        if (!match.isEmpty()) {
            if (version.isEmpty()) {
                errors.add(
                        forbidden(
                                "resourceVersionMatch is forbidden unless resourceVersion is"
                                        + " provided"));
            }
            if (!query.first("continue").isEmpty()) {
                errors.add(forbidden(CONTINUED));
            }
            if (!match.equals(EXACT) && !match.equals(NOT_OLDER)) {
                errors.add(unsupported(match, "\"Exact\", \"NotOlderThan\", \"\""));
            }
            if (match.equals(EXACT) && version.equals("0")) {
                errors.add(
                        forbidden(
                                "resourceVersionMatch \"exact\" is forbidden for resourceVersion"
                                        + " \"0\""));
            }
        }
        if (!query.first("sendInitialEvents").isEmpty()) {
            errors.add(
                    FieldError.forbidden(
                            "sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }
        check(errors);
        String wrong = wrong(version);
        if (!wrong.isEmpty()) {
            throw ApiException.badRequest("invalid resource version: " + wrong);
        }
    }

    /**
     * Of a watch. Without a version it begins with what is there, which counts as {@code
     * sendInitialEvents} and so does not go with {@code continue}.
     *
     * @throws ApiException 400 or 500 for what cannot be read, 422 for what does not go together
     */
    static void checkWatch(Query query) {
        String match = query.first(MATCH);
        String version = query.first("resourceVersion");
        boolean continued = !query.first("continue").isEmpty();
        List<FieldError> errors = new ArrayList<>();
        if (!query.first("sendInitialEvents").isEmpty()) {
            if (!match.equals(NOT_OLDER)) {
                errors.add(
                        forbidden(
                                "sendInitialEvents requires setting resourceVersionMatch to"
                                        + " NotOlderThan"));
            }
        } else if (!match.isEmpty()) {
            errors.add(
                    forbidden(
                            "resourceVersionMatch is forbidden for watch unless sendInitialEvents"
                                    + " is provided"));
        }
        if (!match.isEmpty() && !match.equals(NOT_OLDER)) {
            errors.add(unsupported(match, "\"NotOlderThan\""));
        }
        if (continued && (!match.isEmpty() || version.isEmpty() || version.equals("0"))) {
            errors.add(forbidden(CONTINUED));
        }
        check(errors);
        checkVersion(query);
    }

    /**
     * A version that must be a number.
     *
     * @throws ApiException 500 when it is none, as of a real server
     */
    static void checkVersion(Query query) {
        String wrong = wrong(query.first("resourceVersion"));
        if (!wrong.isEmpty()) {
            throw ApiException.unexplained(wrong);
        }
    }

    private static String wrong(String version) {
        return version.isEmpty() || version.matches("\\d{1,19}")
                ? ""
                : "resourceVersion: Invalid value: \"%1$s\": strconv.ParseUint: parsing \"%1$s\": invalid syntax"
                        .formatted(version);
    }

    private static void check(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw ApiException.invalid("ListOptions", "meta.k8s.io", "", errors);
        }
    }

    private static FieldError forbidden(String detail) {
        return FieldError.forbidden(MATCH, detail);
    }

    private static FieldError unsupported(String match, String supported) {
        return FieldError.unsupported(MATCH, "\"" + match + "\"", supported);
    }
}
