package dev.aoi.cluster.api;

import dev.aoi.cluster.world.WriteRequest;

/**
 * A request to a world's API.
 *
 * @param caller who asks
 * @param method HTTP method
 * @param path decoded path below the world's root
 * @param rawPath path with its query as sent
 * @param query parsed query
 * @param accept {@code Accept} header; empty when there is none
 * @param contentType {@code Content-Type} header; empty when there is none
 * @param body body as text; empty when there is none
 * @param upgrade whether the client asks for a WebSocket
 */
public record ApiCall(
        Caller caller,
        String method,
        String path,
        String rawPath,
        Query query,
        String accept,
        String contentType,
        String body,
        boolean upgrade) {
    /** A journaled write as the request that it came from. */
    static ApiCall of(WriteRequest request) {
        String raw = request.path();
        int mark = raw.indexOf('?');
        String method =
                switch (request.verb()) {
                    case "create" -> "POST";
                    case "update" -> "PUT";
                    case "patch" -> "PATCH";
                    case "delete", "deletecollection" -> "DELETE";
                    default -> "GET";
                };
        return new ApiCall(
                Caller.named(request.user()),
                method,
                Paths.decode(mark < 0 ? raw : raw.substring(0, mark)),
                raw,
                Query.parse(mark < 0 ? "" : raw.substring(mark + 1)),
                "",
                request.contentType(),
                request.body(),
                false);
    }

    /** Name of the user who asks. */
    public String user() {
        return caller.name();
    }

    /** What is journaled when this request is accepted. */
    WriteRequest toWrite(String verb) {
        return new WriteRequest(user(), verb, rawPath, contentType, body);
    }
}
