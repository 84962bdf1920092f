package dev.aoi.broker.registry;

import com.sun.net.httpserver.HttpExchange;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns an HTTP request into a {@link Call} and has its route answer it. */
final class RequestReader {

    /** Far above any schema; a record of the registry's topic holds 1 MiB. */
    private static final int MAX_BODY = 4 * 1024 * 1024;

    /** A page in a browser cannot send these to another site unasked, and that is meant. */
    private static final Set<String> ACCEPTED_TYPES =
            Set.of(
                    RestServer.CONTENT_TYPE,
                    "application/vnd.schemaregistry+json",
                    "application/json",
                    "application/octet-stream");

    private RequestReader() {}

    static JsonNode answer(HttpExchange exchange, List<Route> routes) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw ApiError.http(413, "The body is larger than " + MAX_BODY + " bytes.");
        }
        String method = exchange.getRequestMethod();
        List<String> path =
                Route.split(exchange.getRequestURI().getRawPath()).stream()
                        .map(segment -> decode(segment.replace("+", "%2B")))
                        .toList();
        boolean pathExists = false;
        for (Route route : routes) {
            Optional<Map<String, String>> named = route.match(path);
            if (named.isPresent() && route.method().equals(method)) {
                requireJson(exchange);
                var query = query(exchange.getRequestURI().getRawQuery());
                return route.answer().apply(new Call(named.get(), query, body));
            }
            pathExists |= named.isPresent();
        }
        throw pathExists
                ? ApiError.http(405, "HTTP 405 Method Not Allowed")
                : ApiError.http(404, "HTTP 404 Not Found");
    }

    private static void requireJson(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("POST") && !method.equals("PUT")) {
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !ACCEPTED_TYPES.contains(type.replaceAll("\\s*;.*", "").strip())) {
            throw ApiError.http(415, "HTTP 415 Unsupported Media Type");
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.http(400, "'" + text + "' is not a valid URL encoding.");
        }
    }
}
