package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.app.BundledManifests;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.WorldSpec;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Streams between fabric8 and a container: exec, logs that are followed, forwarded ports. */
final class StreamsIT {
    private static final String NAMESPACE = BundledManifests.MINIATURE.namespace();

    @TempDir Path folder;
    private TestHost host;
    private KubernetesClient client;
    private PodResource pod;

    @BeforeEach
    void start() throws Exception {
        host = TestHost.start(folder);
        host.admin.createWorld("w", WorldSpec.of(5).withShape(ClusterShape.NODE1));
        client = host.client("admin", "w");
        for (String yaml :
                new String[] {
                    BundledManifests.MINIATURE.base(), BundledManifests.MINIATURE.application()
                }) {
            byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
            client.load(new ByteArrayInputStream(bytes)).items().stream()
                    .map(item -> client.resource(item).inNamespace(NAMESPACE))
                    .forEach(item -> item.create());
        }
        host.admin.advance("w", Duration.ofSeconds(30));
        String name =
                client.pods()
                        .inNamespace(NAMESPACE)
                        .withLabel("service", "user-service")
                        .list()
                        .getItems()
                        .getFirst()
                        .getMetadata()
                        .getName();
        pod = client.pods().inNamespace(NAMESPACE).withName(name);
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    @Test
    void aCommandReadsWhatIsTypedAndTellsHowItEnded() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try (ExecWatch exec =
                pod.writingOutput(out).writingError(error).exec("sh", "-c", "echo a; exit 3")) {
            assertThat(exec.exitCode().get(20, TimeUnit.SECONDS)).isEqualTo(3);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\n");
        assertThat(error.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aLogIsFollowedAsTimePassesAndEndsWithItsContainer() throws Exception {
        try (LogWatch log = pod.tailingLines(1).watchLog()) {
            BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(log.getOutput(), StandardCharsets.UTF_8));
            String first = lines.readLine();
            assertThat(first).contains("user-service alive");
            host.admin.advance("w", Duration.ofSeconds(3));
            assertThat(lines.readLine()).contains("user-service alive").isNotEqualTo(first);
            pod.delete();
            host.admin.advance("w", Duration.ofMinutes(1));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> drained(lines));
        }
    }

    @Test
    void aForwardedPortReachesTheProcessAndARestartKnowsOfIt() throws Exception {
        try (LocalPortForward forward = pod.portForward(9090)) {
            URI health = URI.create("http://127.0.0.1:" + forward.getLocalPort() + "/healthz");
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpRequest request =
                        HttpRequest.newBuilder(health)
                                .version(HttpClient.Version.HTTP_1_1)
                                .timeout(Duration.ofSeconds(20))
                                .build();
                HttpResponse<String> answer =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).startsWith("ok");
            }
        }
        JsonNode before = host.admin.dump("w");
        client.close();
        host.close();
        host = TestHost.start(folder);
        client = host.client("admin", "w");
        assertThat(host.admin.dump("w")).isEqualTo(before);
    }

    @Test
    void aShellThatIsAttachedToEndsItsContainerAndARestartKnowsOfIt() throws Exception {
        client.pods()
                .inNamespace(NAMESPACE)
                .resource(
                        new PodBuilder()
                                .withNewMetadata()
                                .withName("typed")
                                .endMetadata()
                                .withNewSpec()
                                .withRestartPolicy("Never")
                                .addNewContainer()
                                .withName("typed")
                                .withImage("local/busybox:1.36")
                                .withCommand("sh")
                                .withStdin(true)
                                .withStdinOnce(true)
                                .withTty(true)
                                .endContainer()
                                .endSpec()
                                .build())
                .create();
        host.admin.advance("w", Duration.ofSeconds(30));
        PodResource typed = client.pods().inNamespace(NAMESPACE).withName("typed");
        assertThat(typed.get().getStatus().getPhase()).isEqualTo("Running");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExecWatch shell = typed.redirectingInput().writingOutput(out).withTTY().attach()) {
            shell.getInput().write("hostname\rexit 5\r".getBytes(StandardCharsets.UTF_8));
            shell.getInput().flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> out.toString(StandardCharsets.UTF_8).endsWith("exit 5\r\n"));
            // The echo comes before the end.
            shell.exitCode().get(60, TimeUnit.SECONDS);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("/ # hostname\r\ntyped\r\n/ # exit 5\r\n");
        host.admin.advance("w", Duration.ofSeconds(5));
        assertThat(
                        typed.get()
                                .getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getState()
                                .getTerminated()
                                .getExitCode())
                .isEqualTo(5);
        JsonNode before = host.admin.dump("w");
        client.close();
        host.close();
        host = TestHost.start(folder);
        client = host.client("admin", "w");
        assertThat(host.admin.dump("w")).isEqualTo(before);
    }

    private static boolean drained(BufferedReader lines) throws Exception {
        while (lines.ready()) {
            if (lines.readLine() == null) {
                return true;
            }
        }
        return lines.readLine() == null;
    }
}
