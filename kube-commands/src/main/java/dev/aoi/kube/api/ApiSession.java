package dev.aoi.kube.api;

import dev.aoi.kube.command.PatchType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests of one command. Collects the server's warnings, and its time: ages are reckoned from
 * the {@code Date} of the latest answer, so that a world whose clock is not ours is described in
 * its own time. Not for use by several threads.
 */
public final class ApiSession {

    /** Reads and writes bodies; decimal numbers keep all their digits. */
    public static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final String PLAIN = "application/json";
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io," + PLAIN;
    private static final Pattern WARNING = Pattern.compile("299 \\S+ \"(.*)\"");

    private final Transport transport;
    private final Set<String> warnings = new LinkedHashSet<>();
    private Instant serverTime = Instant.EPOCH;

    public ApiSession(KubernetesClient client) {
        this.transport = new Transport(client);
    }

    /** The server's warnings so far, each once. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The server's time at its latest answer; our own before the first or without one. */
    public Instant now() {
        return serverTime.equals(Instant.EPOCH) ? Instant.now() : serverTime;
    }

    /**
     * Reads one object or one page.
     *
     * @throws ApiProblem when there is no answer or it is not a success
     */
    public JsonNode get(ApiPath path) {
        return tree(send(transport.request(path).header("Accept", PLAIN).build()));
    }

    /** Reads plain text, such as a log. */
    public String text(ApiPath path) {
        return send(transport.request(path).header("Accept", PLAIN + ", */*").build()).body();
    }

    /** Reads all items of a list, page by page. */
    public List<JsonNode> list(ApiPath path) {
        return pages(path, PLAIN, "items").items();
    }

    /** Reads a list, or one object, as the server's table for it. */
    public Table table(ApiPath path, boolean wholeObjects) {
        return pages(path.with("includeObject", wholeObjects ? "Object" : ""), TABLE, "rows")
                .asTable();
    }

    /** Changes an object; sent once. */
    public JsonNode patch(ApiPath path, PatchType type, String body) {
        HttpRequest request =
                transport
                        .request(path)
                        .header("Accept", PLAIN)
                        .method("PATCH", type.mediaType(), body)
                        .build();
        return tree(send(request));
    }

    private record Pages(JsonNode first, List<JsonNode> items) {
        Table asTable() {
            return new Table(first.path("columnDefinitions").valueStream().toList(), items);
        }
    }

    private Pages pages(ApiPath path, String accept, String field) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode first = MissingNode.getInstance();
        String next = "";
        do {
            ApiPath page = path.with("continue", next);
            JsonNode body = tree(send(transport.request(page).header("Accept", accept).build()));
            first = first.isMissingNode() ? body : first;
            body.path(field).forEach(items::add);
            next = body.path("metadata").path("continue").asString("");
        } while (!next.isEmpty());
        return new Pages(first, List.copyOf(items));
    }

    private HttpResponse<String> send(HttpRequest request) {
        HttpResponse<String> response = transport.send(request);
        note(response);
        if (!response.isSuccessful()) {
            throw StatusText.problem(response.code(), statusBody(response), response.body());
        }
        return response;
    }

    private static JsonNode tree(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new ApiProblem(
                    ApiProblem.Reached.UNKNOWN,
                    response.code(),
                    "",
                    "error: the server's answer is not JSON: " + e.getOriginalMessage());
        }
    }

    private static JsonNode statusBody(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException _) {
            // A proxy or a plain-text error: its text is the message.
            return MissingNode.getInstance();
        }
    }

    private void note(HttpResponse<String> response) {
        for (String header : response.headers("Warning")) {
            Matcher matcher = WARNING.matcher(header);
            while (matcher.find()) {
                warnings.add(matcher.group(1).replace("\\\"", "\"").replace("\\\\", "\\"));
            }
        }
        for (String date : response.headers("Date")) {
            try {
                serverTime =
                        ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            } catch (DateTimeException _) {
                // Without a readable time the one before it, or ours, stands.
            }
        }
    }
}
