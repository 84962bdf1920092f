package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.WorldSpec;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

final class IdentityIT {
    private static final String PODS = "/worlds/w/api/v1/namespaces/default/pods";
    private static final String TOKENS =
            "/worlds/w/api/v1/namespaces/default/serviceaccounts/viewer/token";
    private static final String WHOAMI =
            "/worlds/w/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir Path folder;
    private TestHost host;
    private String admin;

    @BeforeEach
    void start() throws Exception {
        host = TestHost.start(folder);
        WorldSpec spec = WorldSpec.of(3).withShape(ClusterShape.NODE1).withStart(START);
        host.admin.createWorld("w", spec);
        admin = RoleToken.of("admin", TestHost.ADMIN_SECRET, "w");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aWorldIsMadeAsAskedForAlsoAfterARestart() throws Exception {
        assertThat(host.admin.world("w").orElseThrow().spec().shape())
                .isEqualTo(ClusterShape.NODE1);
        Instant now = host.admin.world("w").orElseThrow().now();
        assertThat(now).isBetween(START, START.plus(1, ChronoUnit.HOURS));
        JsonNode before = host.admin.dump("w");
        host.close();
        host = TestHost.start(folder);
        assertThat(host.admin.dump("w")).isEqualTo(before);
        assertThat(host.admin.world("w").orElseThrow().spec().start()).contains(START);
    }

    @Test
    void aWorldGoesWithTheWallClock() {
        host.admin.createWorld("wall", WorldSpec.of(1).withPace(Pace.WALL));
        Instant begin = host.admin.world("wall").orElseThrow().now();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                host.admin
                                        .world("wall")
                                        .orElseThrow()
                                        .now()
                                        .isAfter(begin.plusMillis(300)));
        Instant moved = host.admin.advance("wall", Duration.ofHours(1));
        assertThat(moved).isAfter(begin.plus(Duration.ofHours(1)));
    }

    @Test
    void theAdministratorHasACertificate() throws Exception {
        Path file = folder.resolve("kubeconfig");
        Files.writeString(file, host.admin.kubeconfig("w").text());
        host.admin.createWorld("other", 1);
        Config config = Config.fromKubeconfig(file.toFile());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(client.nodes().list().getItems()).hasSize(1);
            JsonNode answer =
                    JsonText.read(
                            client.raw(
                                    "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                                    "POST",
                                    "{}"));
            JsonNode info = answer.at("/status/userInfo");
            assertThat(info.path("username").asString()).isEqualTo("kubernetes-admin");
            assertThat(info.path("groups").toString())
                    .isEqualTo("[\"system:masters\",\"system:authenticated\"]");
            assertThat(info.at("/extra").toString()).contains("X509SHA256=");
        }
        config.setMasterUrl(host.host.worldUri("other").toString());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            JsonNode answer =
                    JsonText.read(
                            client.raw("/version")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(answer.path("major").asString()).isEqualTo("1");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.nodes().list())
                    .hasMessageContaining("User \"system:anonymous\" cannot list resource");
        }
    }

    @Test
    void aServiceAccountMayWhatItsRolesSay() throws Exception {
        makeViewer();
        JsonNode answer = ok(host.post(TOKENS, admin, "{\"spec\":{\"expirationSeconds\":600}}"));
        String token = answer.at("/status/token").asString("");
        assertThat(host.get(PODS, token).statusCode()).isEqualTo(200);
        HttpResponse<String> refused =
                host.get("/worlds/w/api/v1/namespaces/default/secrets", token);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "secrets is forbidden: User \\\"system:serviceaccount:default:viewer\\\""
                                + " cannot list resource \\\"secrets\\\" in API group \\\"\\\" in"
                                + " the namespace \\\"default\\\"");
        JsonNode info = ok(host.post(WHOAMI, token, "{}")).at("/status/userInfo");
        assertThat(info.path("groups").toString())
                .isEqualTo(
                        "[\"system:serviceaccounts\",\"system:serviceaccounts:default\","
                                + "\"system:authenticated\"]");
        host.admin.advance("w", Duration.ofMinutes(11));
        assertThat(host.get(PODS, token).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenLivesForTenMinutesAtLeast() throws Exception {
        makeViewer();
        HttpResponse<String> answer =
                host.post(TOKENS, admin, "{\"spec\":{\"expirationSeconds\":60}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("may not specify a duration less than 10 minutes");
    }

    @Test
    void actsAsAnotherUserWhereThatIsAllowed() throws Exception {
        makeViewer();
        String viewer = "system:serviceaccount:default:viewer";
        HttpResponse<String> refused =
                host.get("/worlds/w/api/v1/nodes", admin, "Impersonate-User", viewer);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("User \\\"" + viewer + "\\\" cannot list");
        assertThat(host.get(PODS, admin, "Impersonate-User", viewer).statusCode()).isEqualTo(200);
        String token =
                ok(host.post(TOKENS, admin, "{\"spec\":{}}")).at("/status/token").asString("");
        HttpResponse<String> nobody = host.get(PODS, token, "Impersonate-User", "root");
        assertThat(nobody.statusCode()).isEqualTo(403);
        assertThat(nobody.body())
                .contains(
                        "users \\\"root\\\" is forbidden: User \\\""
                                + viewer
                                + "\\\" cannot impersonate resource \\\"users\\\" in API group"
                                + " \\\"\\\" at the cluster scope");
    }

    @Test
    void refusesBadTokensAndLooksAtNoPasswords() throws Exception {
        assertThat(host.get(PODS, "bad").statusCode()).isEqualTo(401);
        HttpResponse<String> anonymous = host.ask(PODS, "Authorization", "Basic eDp5");
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertThat(anonymous.body())
                .contains("User \\\"system:anonymous\\\" cannot list resource \\\"pods\\\"");
        assertThat(host.ask("/worlds/w/healthz").statusCode()).isEqualTo(200);
        assertThat(host.ask("/worlds/w/api").body())
                .contains("forbidden: User \\\"system:anonymous\\\" cannot get path \\\"/api\\\"");
    }

    @Test
    void reviewsTokens() throws Exception {
        makeViewer();
        String token =
                ok(host.post(TOKENS, admin, "{\"spec\":{}}")).at("/status/token").asString("");
        String path = "/worlds/w/apis/authentication.k8s.io/v1/tokenreviews";
        JsonNode good = ok(host.post(path, admin, "{\"spec\":{\"token\":\"" + token + "\"}}"));
        assertThat(good.at("/status/user/username").asString())
                .isEqualTo("system:serviceaccount:default:viewer");
        JsonNode bad = ok(host.post(path, admin, "{\"spec\":{\"token\":\"a.b.c\"}}"));
        assertThat(bad.at("/status/authenticated").asBoolean(false)).isFalse();
    }

    private void makeViewer() throws Exception {
        post("/api/v1/namespaces/default/serviceaccounts", "{\"metadata\":{\"name\":\"viewer\"}}");
        post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles",
                "{\"metadata\":{\"name\":\"viewer\"},\"rules\":[{\"apiGroups\":[\"\"],"
                        + "\"resources\":[\"pods\"],\"verbs\":[\"get\",\"list\",\"watch\"]}]}");
        post(
                "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
                "{\"metadata\":{\"name\":\"viewer\"},\"roleRef\":{\"apiGroup\":"
                        + "\"rbac.authorization.k8s.io\",\"kind\":\"Role\",\"name\":\"viewer\"},"
                        + "\"subjects\":[{\"kind\":\"ServiceAccount\",\"name\":\"viewer\","
                        + "\"namespace\":\"default\"}]}");
    }

    private void post(String path, String json) throws Exception {
        ok(host.post("/worlds/w" + path, admin, json));
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return JsonText.read(response.body());
    }
}
