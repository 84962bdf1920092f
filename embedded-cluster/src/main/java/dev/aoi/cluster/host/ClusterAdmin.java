package dev.aoi.cluster.host;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.AcceptedWrite;
import dev.aoi.cluster.world.WorldSpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Client of a host's admin API. Thread-safe.
 *
 * <p>Refusals are {@link ApiException}s with the host's message; a host that cannot be reached is
 * an {@link UncheckedIOException}.
 */
public final class ClusterAdmin implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http;
    private final URI base;
    private final String secret;

    /**
     * A client of one host.
     *
     * @param base {@code https://host:port}
     * @param caPem certificate of its authority; empty for what the JVM trusts anyway
     * @param adminSecret bearer token of its admin API
     */
    public ClusterAdmin(URI base, String caPem, String adminSecret) {
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(HostTrust.of(caPem))
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
        this.base = base;
        this.secret = adminSecret;
    }

    /** Root of a world's Kubernetes API: the server URL of a kubeconfig. */
    public URI worldUri(String name) {
        return base.resolve("/worlds/" + name);
    }

    /** Makes a world; 409 when there is one of that name. */
    public WorldInfo createWorld(String name, long seed) {
        return createWorld(name, WorldSpec.of(seed));
    }

    /** Makes a world; 409 when there is one of that name. */
    public WorldInfo createWorld(String name, WorldSpec spec) {
        ObjectNode body = JsonText.object().put("name", name);
        body.setAll(AdminViews.spec(spec));
        return AdminViews.info(send("POST", "/admin/worlds", JsonText.text(body)));
    }

    /** A world by name. */
    public Optional<WorldInfo> world(String name) {
        try {
            return Optional.of(AdminViews.info(send("GET", path(name, ""), "")));
        } catch (ApiException e) {
            if (e.code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All worlds, by name. */
    public List<WorldInfo> worlds() {
        return send("GET", "/admin/worlds", "").valueStream().map(AdminViews::info).toList();
    }

    /**
     * Lets virtual time pass.
     *
     * @return the new virtual time
     */
    public Instant advance(String name, Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        String body = JsonText.text(JsonText.object().put("seconds", seconds));
        return Instant.parse(send("POST", path(name, "/advance"), body).path("now").asString(""));
    }

    /** Mutating requests of users that the world accepted, oldest first. */
    public List<AcceptedWrite> writes(String name) {
        return send("GET", path(name, "/writes"), "")
                .valueStream()
                .map(
                        write ->
                                new AcceptedWrite(
                                        write.path("user").asString(""),
                                        write.path("verb").asString(""),
                                        write.path("path").asString(""),
                                        write.path("resourceVersion").asString(""),
                                        Instant.parse(write.path("at").asString(""))))
                .toList();
    }

    /**
     * A kubeconfig of a world's administrator, by a certificate that is good for this world only.
     * Names are those of a cluster made by its components: {@code admin@kubernetes}.
     */
    public Kubeconfig kubeconfig(String name) {
        JsonNode json = send("GET", path(name, "/credentials"), "");
        return new Kubeconfig(
                "kubernetes",
                worldUri(name),
                json.path("ca").asString(""),
                "admin",
                "",
                new Kubeconfig.Certificate(
                        json.path("certificate").asString(""), json.path("key").asString("")));
    }

    /** All that can be seen of a world. */
    public JsonNode dump(String name) {
        return send("GET", path(name, "/dump"), "");
    }

    /** Ends a world; nothing happens when there is none. */
    public void deleteWorld(String name) {
        send("DELETE", path(name, ""), "");
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + secret)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            byte[] bytes = response.body();
            JsonNode json = bytes.length == 0 ? JsonText.object() : JsonText.read(bytes);
            if (response.statusCode() >= 400) {
                throw new ApiException(
                        response.statusCode(),
                        json.path("reason").asString(""),
                        json.path("message").asString(""),
                        JsonText.object());
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot reach the cluster host at " + base + " for " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + base + path, e);
        }
    }

    private static String path(String name, String action) {
        return "/admin/worlds/" + name + action;
    }
}
