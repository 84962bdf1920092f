package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.store.ApiException;

import java.util.ArrayList;
import java.util.List;

/** The options of a write that stand in its query. */
final class RequestOptions {
    private static final int LONGEST_MANAGER = 128;

    private RequestOptions() {}

    /**
     * Looks at them.
     *
     * @throws ApiException 422 when one has a value that the server does not know
     */
    static void check(ApiCall call) {
        List<FieldError> errors = new ArrayList<>();
        List<String> dryRun = call.query().all("dryRun");
        if (!dryRun.stream().allMatch(value -> value.isEmpty() || value.equals("All"))) {
            errors.add(
                    FieldError.unsupported(
                            "dryRun", "[\"" + String.join("\",\"", dryRun) + "\"]", "\"All\""));
        }
        if (call.query().first("fieldManager").length() > LONGEST_MANAGER) {
            errors.add(
                    new FieldError(
                            "fieldManager",
                            "FieldValueTooLong",
                            "Too long: may not be more than " + LONGEST_MANAGER + " bytes"));
        }
        String validation = call.query().first("fieldValidation");
        if (!List.of("", "Ignore", "Warn", "Strict").contains(validation)) {
            errors.add(
                    FieldError.unsupported(
                            "fieldValidation",
                            "\"" + validation + "\"",
                            "\"\", \"Ignore\", \"Strict\", \"Warn\""));
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid(kind(call), "meta.k8s.io", "", errors);
        }
    }

    private static String kind(ApiCall call) {
        return switch (call.method()) {
            case "PATCH" -> "PatchOptions";
            case "PUT" -> "UpdateOptions";
            case "DELETE" -> "DeleteOptions";
            default -> "CreateOptions";
        };
    }
}
