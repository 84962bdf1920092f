package dev.aoi.cluster.api;

import dev.aoi.cluster.fields.Writer;
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
 * @param agent what the client calls itself, without version; empty when it says nothing
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
        boolean upgrade,
        String agent) {
    /** A request of a client that does not say what it is. */
    public ApiCall(
            Caller caller,
            String method,
            String path,
            String rawPath,
            Query query,
            String accept,
            String contentType,
            String body,
            boolean upgrade) {
        this(caller, method, path, rawPath, query, accept, contentType, body, upgrade, "");
    }

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
                false,
                request.manager());
    }

    /** Name of the user who asks. */
    public String user() {
        return caller.name();
    }

    /** What is journaled when this request is accepted. */
    WriteRequest toWrite(String verb) {
        return new WriteRequest(user(), verb, rawPath, contentType, body, agent);
    }

    /** In whose name fields are written. */
    Writer writer(String subresource) {
        String manager = query.first("fieldManager");
        return new Writer(
                manager.isEmpty() ? agent.isEmpty() ? "unknown" : agent : manager, subresource);
    }

    /** The name of a client from its {@code User-Agent}. */
    static String agent(String userAgent) {
        int slash = userAgent.indexOf('/');
        String name = slash < 0 ? userAgent : userAgent.substring(0, slash);
        return name.length() > MAX_MANAGER ? name.substring(0, MAX_MANAGER) : name;
    }

    private static final int MAX_MANAGER = 128;
}
