package dev.aoi.agent.avro;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A registry in memory that speaks the part of Confluent's REST API that serializers need. */
public final class StubRegistry implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<@Nullable String> authorizations = new ArrayList<>();
    private final Deque<Integer> failures = new ArrayDeque<>();

    public StubRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next requests are answered with these status codes; 0 cuts the connection. */
    public synchronized void failNext(int... statuses) {
        for (int status : statuses) {
            failures.add(status);
        }
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<@Nullable String> authorizations() {
        return new ArrayList<>(authorizations);
    }

    public synchronized Map<String, List<Integer>> subjects() {
        return Map.copyOf(subjects);
    }

    public synchronized String schema(int id) {
        return schemas.get(id - 1);
    }

    public synchronized int add(String schema) {
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            Integer failure = failures.poll();
            if (failure != null && failure == 0) {
                return;
            }
            Answer answer = failure == null ? answer(path, body) : refusal(failure);
            byte[] bytes = MAPPER.writeValueAsBytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(String path, JsonNode body) {
        String[] parts = path.split("/");
        if (path.equals("/subjects")) {
            return new Answer(200, MAPPER.valueToTree(subjects.keySet()));
        }
        if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(parts[3]);
            return id > schemas.size()
                    ? refusal(404)
                    : new Answer(200, object("schema", schemas.get(id - 1)));
        }
        String subject = URLDecoder.decode(parts[2], StandardCharsets.UTF_8);
        List<Integer> versions = subjects.computeIfAbsent(subject, s -> new ArrayList<>());
        int id = schemas.indexOf(body.path("schema").asString()) + 1;
        if (path.endsWith("/versions")) {
            id = add(body.path("schema").asString());
            if (!versions.contains(id)) {
                versions.add(id);
            }
        }
        return versions.contains(id)
                ? new Answer(200, JsonNodeFactory.instance.objectNode().put("id", id))
                : refusal(404);
    }

    private static Answer refusal(int status) {
        return new Answer(status, object("message", "stub says " + status));
    }

    private static JsonNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private record Answer(int status, JsonNode body) {}
}
