package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.kind.ResourceKind;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A refused request: carries the Kubernetes {@code Status} that is answered. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient Optional<ObjectNode> details;

    /** A Status with this HTTP code, machine-readable reason, message and details. */
    public ApiException(int code, String reason, String message, ObjectNode details) {
        this(code, reason, message, Optional.of(details).filter(d -> !d.isEmpty()));
    }

    /** As the other; details that are present are told of even when they say nothing. */
    public ApiException(int code, String reason, String message, Optional<ObjectNode> details) {
        // Refusals are ordinary answers: no stack trace.
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    /** HTTP status code. */
    public int code() {
        return code;
    }

    /** Machine-readable reason, e.g. {@code NotFound}. */
    public String reason() {
        return reason;
    }

    /** The Status object. */
    public ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        details.ifPresent(known -> status.set("details", known));
        return status.put("code", code);
    }

    /** 404 for an object. */
    public static ApiException notFound(ResourceKind kind, String name) {
        return of(404, "NotFound", kind, name, quoted(kind, name) + " not found");
    }

    /** 404 for a path. */
    public static ApiException noSuchPath() {
        return new ApiException(
                404,
                "NotFound",
                "the server could not find the requested resource",
                Optional.of(empty()));
    }

    /** 409 for a create. */
    public static ApiException alreadyExists(ResourceKind kind, String name) {
        return of(409, "AlreadyExists", kind, name, quoted(kind, name) + " already exists");
    }

    /** 409 for an update; {@code why} follows the colon. */
    public static ApiException conflict(ResourceKind kind, String name, String why) {
        return of(
                409,
                "Conflict",
                kind,
                name,
                "Operation cannot be fulfilled on " + quoted(kind, name) + ": " + why);
    }

    /** 409 for a stale resource version. */
    public static ApiException modified(ResourceKind kind, String name) {
        return conflict(
                kind,
                name,
                "the object has been modified; please apply your changes to the latest version"
                        + " and try again");
    }

    /** 403; {@code why} follows the colon. */
    public static ApiException forbidden(ResourceKind kind, String name, String why) {
        String subject = name.isEmpty() ? kind.qualifiedPlural() : quoted(kind, name);
        return of(403, "Forbidden", kind, name, subject + " is forbidden: " + why);
    }

    /** 422 with its causes. */
    public static ApiException invalid(ResourceKind kind, String name, List<FieldError> errors) {
        return invalid(kind.kind(), kind.group(), name, errors);
    }

    /** 422 for something that is no row of the table of kinds, e.g. {@code PodLogOptions}. */
    public static ApiException invalid(
            String kind, String group, String name, List<FieldError> errors) {
        List<String> causes =
                errors.stream().map(error -> error.field() + ": " + error.message()).toList();
        String joined =
                causes.size() == 1
                        ? causes.getFirst()
                        : causes.stream().collect(Collectors.joining(", ", "[", "]"));
        String qualified = group.isEmpty() ? kind : kind + "." + group;
        ObjectNode details = empty();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!group.isEmpty()) {
            details.put("group", group);
        }
        if (!kind.isEmpty()) {
            details.put("kind", kind);
        }
        var list = details.putArray("causes");
        for (FieldError error : errors) {
            list.addObject()
                    .put("reason", error.reason())
                    .put("message", error.message())
                    .put("field", error.field());
        }
        return new ApiException(
                422, "Invalid", qualified + " \"" + name + "\" is invalid: " + joined, details);
    }

    /** 400. */
    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message, empty());
    }

    /** 401. */
    public static ApiException unauthorized() {
        return new ApiException(401, "Unauthorized", "Unauthorized", empty());
    }

    /** 405. */
    public static ApiException methodNotAllowed() {
        return new ApiException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Optional.of(empty()));
    }

    /** 410 for a watch or a list that continues from a version no longer kept. */
    public static ApiException expired(String message) {
        return new ApiException(410, "Expired", message, empty());
    }

    /** 415 for a body in a format that is not read here. */
    public static ApiException unsupportedMediaType(String accepted) {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + accepted,
                empty());
    }

    /** 500. */
    public static ApiException internal(String message) {
        return new ApiException(
                500, "InternalError", "Internal error occurred: " + message, empty());
    }

    /** 500 that says nothing but its message, as of an error that a real server did not expect. */
    public static ApiException unexplained(String message) {
        return new ApiException(500, "", message, Optional.empty());
    }

    private static ApiException of(
            int code, String reason, ResourceKind kind, String name, String message) {
        ObjectNode details = empty();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural());
        return new ApiException(code, reason, message, details);
    }

    private static String quoted(ResourceKind kind, String name) {
        return kind.qualifiedPlural() + " \"" + name + "\"";
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
