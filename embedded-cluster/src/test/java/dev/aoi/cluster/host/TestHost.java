package dev.aoi.cluster.host;

import dev.aoi.cluster.controller.KubernetesBehaviour;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A host on a free port with real behaviour, and clients of it. */
final class TestHost implements AutoCloseable {
    static final String ADMIN_SECRET = "admin-secret";
    private static final Map<String, String> SECRETS =
            Map.of("env", "env-secret", "probe", "probe-secret", "executor", "executor-secret");

    final ClusterHost host;
    final ClusterAdmin admin;
    private final HttpClient http;

    private TestHost(ClusterHost host) {
        this.host = host;
        this.http = HttpClient.newBuilder().sslContext(HostTrust.of(host.caCertificate())).build();
        this.admin = new ClusterAdmin(host.baseUri(), host.caCertificate(), ADMIN_SECRET);
    }

    static TestHost start(Path folder) throws IOException {
        return new TestHost(
                ClusterHost.start(
                        new ClusterHostConfig(
                                0, folder, ADMIN_SECRET, SECRETS, KubernetesBehaviour.factory())));
    }

    static String token(String role, String world) {
        return RoleToken.of(role, SECRETS.getOrDefault(role, ADMIN_SECRET), world);
    }

    /** A fabric8 client in the place of a role. */
    KubernetesClient client(String role, String world) {
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(host.worldUri(world).toString())
                        .withCaCertData(
                                Base64.getEncoder()
                                        .encodeToString(
                                                host.caCertificate()
                                                        .getBytes(StandardCharsets.UTF_8)))
                        .withOauthToken(token(role, world))
                        .withNamespace("default")
                        .withRequestRetryBackoffLimit(0)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    HttpResponse<String> get(String path, String bearer, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(host.baseUri() + path))
                        .header("Authorization", "Bearer " + bearer);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request without a token. */
    HttpResponse<String> ask(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.baseUri() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String bearer, String json)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(host.baseUri() + path))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String bearer, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(host.baseUri() + path))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        admin.close();
        host.close();
    }
}
