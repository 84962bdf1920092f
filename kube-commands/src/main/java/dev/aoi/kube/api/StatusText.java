package dev.aoi.kube.api;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Words a server's Status object as kubectl does. */
final class StatusText {

    private StatusText() {}

    static ApiProblem problem(int status, JsonNode body, String raw) {
        String reason = body.path("reason").asString("");
        return new ApiProblem(ApiProblem.Reached.ANSWERED, status, reason, text(status, body, raw));
    }

    private static String text(int status, JsonNode body, String raw) {
        String reason = body.path("reason").asString("");
        String message = body.path("message").asString("");
        if (message.isEmpty()) {
            message = raw.isBlank() ? "the server answered with status " + status : raw.strip();
        }
        return switch (reason) {
            case "Unauthorized" -> "error: You must be logged in to the server (" + reason + ")";
            case "Invalid" -> invalid(body.path("details"), message);
            case "" ->
                    status == 401
                            ? "error: You must be logged in to the server (Unauthorized)"
                            : "Error from server: " + message;
            default -> "Error from server (" + reason + "): " + message;
        };
    }

    private static String invalid(JsonNode details, String message) {
        String kind = details.path("kind").asString("");
        String name = details.path("name").asString("");
        String start =
                kind.isEmpty() && name.isEmpty()
                        ? "The request is invalid"
                        : "The " + kind + " \"" + name + "\" is invalid";
        List<String> causes =
                details.path("causes").valueStream().map(StatusText::cause).distinct().toList();
        return switch (causes.size()) {
            case 0 -> start + ": " + message;
            case 1 -> start + ": " + causes.getFirst();
            default -> start + ": \n* " + String.join("\n* ", causes);
        };
    }

    private static String cause(JsonNode cause) {
        String field = cause.path("field").asString("");
        String message = cause.path("message").asString("");
        return field.isEmpty() ? message : field + ": " + message;
    }
}
