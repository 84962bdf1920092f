package dev.aoi.agent.llm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A cheap look whether an endpoint can be reached and takes the key, before work depends on it. */
public final class EndpointCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private EndpointCheck() {}

    /**
     * Asks for the list of models (OpenRouter shows that to anyone, so there for the key's own
     * state). Spends nothing.
     *
     * @return one sentence on what is wrong; empty if nothing is, or the endpoint has no such list
     */
    public static Optional<String> check(LlmSettings settings) {
        boolean openRouter = settings.apiBase().equals(ApiSource.OPENROUTER.defaultBase());
        URI uri = URI.create(settings.apiBase() + (openRouter ? "/key" : "/models"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT).GET();
        if (!settings.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.apiKey());
        }
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(LIMIT)
                        .build()) {
            int status =
                    client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            return problem(settings, status);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Optional.of(
                    "The model endpoint %s cannot be reached (%s); check API_BASE"
                            .formatted(settings.apiBase(), settings.redact(reason)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while checking the model endpoint");
        }
    }

    private static Optional<String> problem(LlmSettings settings, int status) {
        if (status == 401 || status == 403) {
            return Optional.of(
                    "The model endpoint %s does not accept the key (HTTP %d); check API_KEY"
                            .formatted(settings.apiBase(), status));
        }
        if (status >= 500) {
            return Optional.of(
                    "The model endpoint %s is in trouble (HTTP %d); try again later"
                            .formatted(settings.apiBase(), status));
        }
        return Optional.empty();
    }
}
