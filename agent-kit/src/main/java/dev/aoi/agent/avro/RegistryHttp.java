package dev.aoi.agent.avro;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Requests to a schema registry.
 *
 * <p>Connection errors and 5xx answers are tried again, at most {@value #ATTEMPTS} times in all
 * with growing pauses, each time at the next address.
 */
final class RegistryHttp implements AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<String> baseUrls;
    private final String userInfo;
    private final HttpClient client;

    RegistryHttp(List<String> baseUrls, String userInfo) {
        this.baseUrls = baseUrls.stream().map(RegistryHttp::checked).toList();
        this.userInfo = userInfo;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .build();
    }

    JsonNode get(String path, String what) {
        return send(path, what, HttpRequest.newBuilder().GET());
    }

    JsonNode post(String path, JsonNode body, String what) {
        var publisher = HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body));
        return send(path, what, HttpRequest.newBuilder().POST(publisher));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private JsonNode send(String path, String what, HttpRequest.Builder request) {
        request.timeout(ANSWER_LIMIT).header("Accept", MEDIA_TYPE);
        request.header("Content-Type", MEDIA_TYPE);
        if (!userInfo.isEmpty()) {
            String encoded =
                    Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        IOException last = new IOException("not asked");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            String base = baseUrls.get(attempt % baseUrls.size());
            try {
                HttpResponse<String> response =
                        client.send(
                                request.copy().uri(URI.create(base + path)).build(),
                                HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() < 500) {
                    return answer(response, what);
                }
                last = new IOException("HTTP status " + response.statusCode());
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        throw new RegistryUnreachableException(
                "The schema registry at "
                        + String.join(", ", baseUrls)
                        + " does not answer ("
                        + reason(last)
                        + "); start it or correct schema.registry.url",
                last);
    }

    private static JsonNode answer(HttpResponse<String> response, String what) {
        JsonNode body = parsed(response.body());
        String said = body.path("message").asString("no reason given");
        return switch (response.statusCode()) {
            case 200 -> body;
            case 404 ->
                    throw new SchemaNotFoundException(
                            "The schema registry does not know " + what + ": " + said);
            case 409 ->
                    throw new IncompatibleSchemaException(
                            "The schema registry refuses the schema of "
                                    + what
                                    + " as incompatible: "
                                    + said);
            case 401, 403 ->
                    throw new RegistryException(
                            "The schema registry denies access to "
                                    + what
                                    + " (HTTP "
                                    + response.statusCode()
                                    + "); check basic.auth.user.info");
            default ->
                    throw new RegistryException(
                            "The schema registry answered "
                                    + what
                                    + " with HTTP "
                                    + response.statusCode()
                                    + ": "
                                    + said);
        };
    }

    private static JsonNode parsed(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            // Proxies answer with HTML; the status code then says all there is to say.
            return MissingNode.getInstance();
        }
    }

    private static void pauseBefore(int attempt) {
        if (attempt > 0) {
            try {
                Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static RegistryUnreachableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryUnreachableException(
                "Interrupted while waiting for the schema registry", e);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String checked(String url) {
        String trimmed = url.strip().replaceAll("/+$", "");
        if (!trimmed.startsWith("http://") && !trimmed.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "schema.registry.url '" + url + "' must begin with http:// or https://");
        }
        return trimmed;
    }
}
