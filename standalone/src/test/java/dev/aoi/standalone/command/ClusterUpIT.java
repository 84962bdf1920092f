package dev.aoi.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.HostAddress;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A cluster in the background: it outlives the command, and its host's death. */
final class ClusterUpIT {
    private static final String MAP =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: mine}
            data: {a: b}
            """;

    @TempDir Path temp;

    @AfterEach
    void stop() {
        HostAddress.read(new AoiFolder(temp))
                .flatMap(address -> ProcessHandle.of(address.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aClusterStaysAndGoesOnAfterItsHostWasKilled() throws Exception {
        Path manifest = Files.writeString(temp.resolve("map.yaml"), MAP);
        Path kubeconfig = up("-f", manifest.toString());
        assertThat(data(kubeconfig)).isEqualTo("b");
        HostAddress first = HostAddress.read(new AoiFolder(temp)).orElseThrow();

        ProcessHandle host = ProcessHandle.of(first.pid()).orElseThrow();
        host.destroyForcibly();
        host.onExit().join();
        assertThat(up()).isEqualTo(kubeconfig);
        HostAddress second = HostAddress.read(new AoiFolder(temp)).orElseThrow();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.url()).isEqualTo(first.url());
        assertThat(data(kubeconfig)).isEqualTo("b");

        assertThat(run("cluster", "advance", "10m")).contains("cluster aoi is at ");
        assertThat(run("cluster", "list")).contains("aoi", "node1", "wall");
        assertThat(run("cluster", "down")).contains("cluster aoi is gone");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> ProcessHandle.of(second.pid()).isEmpty());
    }

    @Test
    void aProblemComesWithItsFault() {
        Path kubeconfig = up("--problem", "k8s_target_port-misconfig-detection-1");
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(
                            client.services()
                                    .inNamespace("test-social-network")
                                    .withName("user-service")
                                    .get()
                                    .getSpec()
                                    .getPorts()
                                    .getFirst()
                                    .getTargetPort()
                                    .getIntVal())
                    .isEqualTo(9999);
        }
    }

    private Path up(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "cluster";
        words[1] = "up";
        System.arraycopy(more, 0, words, 2, more.length);
        String out = run(words);
        assertThat(out).startsWith("export KUBECONFIG=").hasLineCount(1);
        return Path.of(out.strip().substring("export KUBECONFIG=".length()));
    }

    private String run(String... words) {
        Terminal terminal = new Terminal(temp);
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = temp.toString();
        int exit = terminal.line().execute(all);
        assertThat(exit).as(terminal.err()).isZero();
        return terminal.out();
    }

    private static String data(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
            return client.configMaps()
                    .inNamespace("default")
                    .withName("mine")
                    .get()
                    .getData()
                    .get("a");
        }
    }
}
