package dev.aoi.broker.registry;

/**
 * A request that is refused, with the status, code and words that clients of Confluent's registry
 * know.
 */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    private ApiError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    /** An error of HTTP itself: code and status are the same. */
    static ApiError http(int status, String message) {
        return new ApiError(status, status, message);
    }

    static ApiError subjectNotFound(String subject) {
        return new ApiError(404, 40401, "Subject '" + subject + "' not found.");
    }

    static ApiError versionNotFound(Object version) {
        return new ApiError(404, 40402, "Version " + version + " not found.");
    }

    static ApiError schemaNotFound() {
        return new ApiError(404, 40403, "Schema not found");
    }

    static ApiError schemaNotFound(int id) {
        return new ApiError(404, 40403, "Schema " + id + " not found");
    }

    static ApiError subjectSoftDeleted(String subject) {
        return new ApiError(404, 40404, name(subject) + SOFT_DELETED);
    }

    static ApiError subjectNotSoftDeleted(String subject) {
        return new ApiError(404, 40405, name(subject) + NOT_SOFT_DELETED);
    }

    static ApiError versionSoftDeleted(String subject, int version) {
        return new ApiError(404, 40406, name(subject) + " Version " + version + SOFT_DELETED);
    }

    static ApiError versionNotSoftDeleted(String subject, int version) {
        return new ApiError(404, 40407, name(subject) + " Version " + version + NOT_SOFT_DELETED);
    }

    static ApiError noSubjectLevel(String subject) {
        return new ApiError(
                404,
                40408,
                name(subject) + " does not have subject-level compatibility configured");
    }

    static ApiError noSubjectMode(String subject) {
        return new ApiError(
                404, 40409, name(subject) + " does not have subject-level mode configured");
    }

    static ApiError incompatible(String subject, String details) {
        return new ApiError(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \""
                        + subject
                        + "\", details: "
                        + details);
    }

    static ApiError invalidSchema(String why) {
        return new ApiError(422, 42201, why);
    }

    static ApiError invalidVersion(String version) {
        return new ApiError(
                422,
                42202,
                "The specified version '"
                        + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1] and"
                        + " the string \"latest\"");
    }

    static ApiError invalidLevel() {
        return new ApiError(
                422,
                42203,
                "Invalid compatibility level. Valid values are none, backward, forward, full,"
                        + " backward_transitive, forward_transitive, and full_transitive");
    }

    static ApiError notPermitted(String why) {
        return new ApiError(422, 42205, why);
    }

    static ApiError referenced(String subject, int version) {
        return new ApiError(
                422,
                42206,
                "One or more references exist to the schema {magic=1,keytype=SCHEMA,subject="
                        + subject
                        + ",version="
                        + version
                        + "}.");
    }

    static ApiError invalidSubject(String subject) {
        return new ApiError(422, 42208, "The specified subject '" + subject + "' is not valid.");
    }

    static ApiError store(String why) {
        return new ApiError(500, 50001, why);
    }

    static ApiError timeout(String why) {
        return new ApiError(500, 50002, why);
    }

    private static final String SOFT_DELETED =
            " was soft deleted.Set permanent=true to delete permanently";
    private static final String NOT_SOFT_DELETED =
            " was not deleted first before being permanently deleted";

    private static String name(String subject) {
        return "Subject '" + subject + "'";
    }
}
