package dev.aoi.systemtests.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An OpenAI-compatible endpoint on the loopback address, with troubles at chosen calls. */
public final class ModelServer implements AutoCloseable {
    /** The only key it takes. */
    public static final String KEY = "sk-test-9f1c";

    /** The only model it has. */
    public static final String MODEL = "reader-1";

    static final int RETRY_AFTER_SECONDS = 2;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LONGEST_SILENCE_SECONDS = 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Mind, NavigableMap<Integer, Trouble>> troubles = new EnumMap<>(Mind.class);
    private final Map<Mind, Integer> counts = new EnumMap<>(Mind.class);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /**
     * Starts it.
     *
     * @param planned per role: what goes wrong at which of its calls (from 1 on), or at the first
     *     one after it that it fits
     */
    public ModelServer(Map<Mind, Map<Integer, Trouble>> planned) throws IOException {
        planned.forEach((mind, all) -> troubles.put(mind, new TreeMap<>(all)));
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/models", this::models);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    /** For API_BASE. */
    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Every call so far, in the order in which they came. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What it could not make sense of. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private void models(HttpExchange exchange) throws IOException {
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        list.putArray("data").addObject().put("id", MODEL).put("object", "model");
        send(exchange, authorised(exchange) ? 200 : 401, list);
    }

    private void complete(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (!authorised(exchange) || !request.path("model").asString("").equals(MODEL)) {
            send(exchange, 401, error("wrong key or model"));
            return;
        }
        try {
            PromptText prompt = PromptText.of(request);
            Mind mind = Mind.of(prompt);
            String answer = mind.answer(prompt);
            answer(exchange, prompt, answer, next(mind, prompt, answer));
        } catch (RuntimeException e) {
            faults.add(e.toString());
            send(exchange, 400, error(e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Trouble next(Mind mind, PromptText prompt, String answer) {
        int count = counts.merge(mind, 1, Integer::sum);
        Trouble trouble = null;
        NavigableMap<Integer, Trouble> planned = troubles.getOrDefault(mind, new TreeMap<>());
        Map.Entry<Integer, Trouble> first = planned.firstEntry();
        if (first != null
                && first.getKey() <= count
                && !prompt.askedAgain()
                && first.getValue().fits(answer)) {
            trouble = first.getValue();
            planned.remove(first.getKey());
        }
        String all = prompt.question() + "\n" + String.join("\n", prompt.later());
        calls.add(new Call(mind, prompt.askedAgain(), all, trouble, System.nanoTime()));
        return trouble;
    }

    private void answer(
            HttpExchange exchange, PromptText prompt, String answer, @Nullable Trouble trouble)
            throws IOException, InterruptedException {
        switch (trouble) {
            case null -> send(exchange, 200, completion(answer, prompt));
            case CHATTER ->
                    send(exchange, 200, completion("Let me think about the pods first.", prompt));
            case INVENTION -> send(exchange, 200, completion(invented(answer), prompt));
            case RATE_LIMIT -> {
                exchange.getResponseHeaders().set("Retry-After", "" + RETRY_AFTER_SECONDS);
                send(exchange, 429, error("slow down"));
            }
            case SERVER_ERROR -> send(exchange, 500, error("out of order"));
            case SILENCE -> {
                closed.await(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
                exchange.close();
            }
            case CUT -> exchange.close();
        }
    }

    private static String invented(String answer) {
        ObjectNode json = (ObjectNode) JSON.readTree(answer);
        ((ObjectNode) json.get("probe")).putArray("targets").add("service/never-seen");
        return json.toString();
    }

    private static ObjectNode completion(String text, PromptText prompt) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", "chatcmpl-1").put("object", "chat.completion").put("created", 1);
        answer.put("model", MODEL);
        ObjectNode choice = answer.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", text);
        int input = (prompt.system().length() + prompt.question().length()) / 4;
        int output = text.length() / 4;
        answer.putObject("usage")
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", input + output);
        return answer;
    }

    private static ObjectNode error(String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", message).put("type", "test");
        return body;
    }

    private static boolean authorised(HttpExchange exchange) {
        return ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body)
            throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
