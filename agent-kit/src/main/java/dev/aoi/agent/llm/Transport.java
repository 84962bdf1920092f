package dev.aoi.agent.llm;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * langchain4j's way out: its own client drops the headers of a refusal, this one keeps Retry-After.
 * The key is cut out of everything that comes in. HTTP/1.1, because some model servers stumble over
 * the offer to upgrade.
 */
final class Transport implements HttpClient, AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final LlmSettings settings;
    private final InstantSource clock;
    private final java.net.http.HttpClient client;

    Transport(LlmSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client =
                java.net.http.HttpClient.newBuilder()
                        .version(java.net.http.HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_LIMIT)
                        .build();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<String> response = send(request);
        String body = settings.redact(response.body());
        if (response.statusCode() / 100 != 2) {
            Instant now = clock.instant();
            throw new StatusException(
                    response.statusCode(),
                    body,
                    response.headers()
                            .firstValue("Retry-After")
                            .flatMap(header -> RetryAfter.parse(header, now)));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are never streamed");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** What langchain4j builds its client with; the time-outs are already set. */
    HttpClientBuilder asBuilder() {
        return new Builder(this);
    }

    private HttpResponse<String> send(HttpRequest request) {
        java.net.http.HttpRequest.Builder wire =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                        .timeout(settings.timeout())
                        .method(
                                request.method().name(),
                                java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach((name, all) -> all.forEach(value -> wire.header(name, value)));
        try {
            return client.send(wire.build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new TimeoutException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedAskException();
        }
    }

    private record Builder(Transport transport) implements HttpClientBuilder {
        @Override
        public Duration connectTimeout() {
            return CONNECT_LIMIT;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return transport.settings.timeout();
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return transport;
        }
    }
}
