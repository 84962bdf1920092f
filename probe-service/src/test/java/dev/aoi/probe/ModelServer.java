package dev.aoi.probe;

import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A model endpoint that speaks OpenAI's protocol and gives its answers in order, the last again.
 */
final class ModelServer implements AutoCloseable {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    ModelServer(List<String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    try (exchange) {
                        byte[] question = exchange.getRequestBody().readAllBytes();
                        asked.add(new String(question, StandardCharsets.UTF_8));
                        String answer = answers.get(Math.min(asked.size(), answers.size()) - 1);
                        byte[] body = body(answer).getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private static String body(String answer) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "id", "1",
                                "object", "chat.completion",
                                "model", "small",
                                "choices",
                                        List.of(
                                                Map.of(
                                                        "index",
                                                        0,
                                                        "finish_reason",
                                                        "stop",
                                                        "message",
                                                        Map.of(
                                                                "role",
                                                                "assistant",
                                                                "content",
                                                                answer))),
                                "usage",
                                        Map.of(
                                                "prompt_tokens", 100,
                                                "completion_tokens", 20,
                                                "total_tokens", 120)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
