package dev.aoi.executor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An API server with one service object. Takes JSON and merge patches with the real server's
 * preconditions (a patched uid or resourceVersion that is not the stored one is a conflict), counts
 * them, and can cut connections before or after it has stored a patch.
 */
final class ShopApi implements AutoCloseable {
    static final String UID = "uid-cart";
    private static final String PATH = "/worlds/w-1/api/v1/namespaces/shop/services/cart";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final List<String> accepted = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private ObjectNode stored;
    private int version = 100;
    private int cutBefore;
    private int cutAfter;

    ShopApi() {
        stored =
                JSON.readTree(
                                """
                                {"apiVersion":"v1","kind":"Service",
                                 "metadata":{"name":"cart","namespace":"shop","uid":"uid-cart",
                                             "resourceVersion":"100"},
                                 "spec":{"ports":[{"port":80,"targetPort":9999}],
                                         "selector":{"app":"cart"}}}
                                """)
                        .asObject();
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Bodies of the patches that were stored. */
    synchronized List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Patches that arrived, stored or not. */
    int sent() {
        return sent.get();
    }

    synchronized int targetPort() {
        return stored.at("/spec/ports/0/targetPort").asInt();
    }

    /** The next patches are cut off before the server has seen to them. */
    synchronized void cutBefore(int times) {
        cutBefore = times;
    }

    /** The next patches are stored, but their answer is lost. */
    synchronized void cutAfter(int times) {
        cutAfter = times;
    }

    /** Somebody else changes the object. */
    synchronized void touch(String label) {
        ObjectNode next = stored.deepCopy();
        next.withObject("/metadata/labels").put("touched", label);
        store(next);
    }

    private void store(ObjectNode next) {
        version++;
        next.withObject("/metadata").put("resourceVersion", Integer.toString(version));
        stored = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                status(exchange, 404, "NotFound");
            } else if (exchange.getRequestMethod().equals("PATCH")) {
                patch(exchange);
            } else {
                answer(exchange, 200, JSON.writeValueAsString(current()));
            }
        }
    }

    private synchronized ObjectNode current() {
        return stored;
    }

    private synchronized void patch(HttpExchange exchange) throws IOException {
        sent.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (cutBefore > 0) {
            cutBefore--;
            return;
        }
        ObjectNode next = stored.deepCopy();
        boolean json =
                exchange.getRequestHeaders()
                        .getFirst("Content-Type")
                        .startsWith("application/json-patch+json");
        if (json && !operations(next, JSON.readTree(body).asArray())) {
            status(exchange, 422, "Invalid");
            return;
        }
        if (!json) {
            merge(next, JSON.readTree(body));
        }
        if (!next.at("/metadata/uid").asString("").equals(UID)
                || !next.at("/metadata/resourceVersion")
                        .equals(stored.at("/metadata/resourceVersion"))) {
            status(exchange, 409, "Conflict");
            return;
        }
        store(next);
        accepted.add(body);
        if (cutAfter > 0) {
            cutAfter--;
            return;
        }
        answer(exchange, 200, JSON.writeValueAsString(stored));
    }

    private static boolean operations(ObjectNode object, ArrayNode operations) {
        for (JsonNode operation : operations) {
            String path = operation.path("path").asString("");
            String parent = path.substring(0, path.lastIndexOf('/'));
            String last = path.substring(path.lastIndexOf('/') + 1);
            JsonNode value = operation.path("value");
            switch (operation.path("op").asString("")) {
                case "test" -> {
                    if (!object.at(path).equals(value)) {
                        return false;
                    }
                }
                case "remove" -> ((ObjectNode) object.at(parent)).remove(last);
                default -> ((ObjectNode) object.at(parent)).set(last, value);
            }
        }
        return true;
    }

    private static void merge(ObjectNode object, JsonNode patch) {
        patch.properties()
                .forEach(
                        field -> {
                            if (field.getValue().isObject()
                                    && object.get(field.getKey()) instanceof ObjectNode inner) {
                                merge(inner, field.getValue());
                            } else {
                                object.set(field.getKey(), field.getValue());
                            }
                        });
    }

    private static void status(HttpExchange exchange, int code, String reason) throws IOException {
        answer(
                exchange,
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\""
                        + reason
                        + " it is\",\"reason\":\""
                        + reason
                        + "\",\"code\":"
                        + code
                        + "}");
    }

    private static void answer(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
