package dev.aoi.agent.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;

/** An OpenAI-protocol endpoint on the loopback interface that answers as it is told. */
final class FakeEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingDeque<Reply> script = new LinkedBlockingDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    final List<String> paths = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    FakeEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    sealed interface Reply {
        record Body(int status, Map<String, String> headers, String text) implements Reply {}

        record Cut() implements Reply {}

        record Silence() implements Reply {}
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    FakeEndpoint then(int status, String body) {
        return then(status, Map.of(), body);
    }

    FakeEndpoint then(int status, Map<String, String> headers, String body) {
        script.add(new Reply.Body(status, headers, body));
        return this;
    }

    FakeEndpoint thenError(int status, String message) {
        return then(status, "{\"error\":{\"message\":\"" + message + "\"}}");
    }

    FakeEndpoint thenAnswer(String content) {
        return then(200, answer(content));
    }

    FakeEndpoint thenCut() {
        script.add(new Reply.Cut());
        return this;
    }

    FakeEndpoint thenSilence() {
        script.add(new Reply.Silence());
        return this;
    }

    static String answer(String content) {
        return """
        {"id":"c1","object":"chat.completion","created":1,"model":"served-model",
         "choices":[{"index":0,"finish_reason":"stop",
           "message":{"role":"assistant","content":%s}}],
         "usage":{"prompt_tokens":11,"completion_tokens":5,"total_tokens":16}}
        """
                .formatted(JsonMapper.shared().writeValueAsString(content));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            authorizations.add(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            requests.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            switch (script.isEmpty() ? new Reply.Body(599, Map.of(), "") : script.poll()) {
                case Reply.Cut() -> {}
                case Reply.Silence() -> closed.await();
                case Reply.Body(int status, Map<String, String> headers, String text) -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    headers.forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
