package dev.aoi.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.agent.config.StartupException;
import dev.aoi.schemas.topic.Writer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

final class ClusterSettingsTest {
    private static final String URL = "https://127.0.0.1:8443";

    @TempDir Path folder;

    private final MockEnvironment environment =
            new MockEnvironment()
                    .withProperty("AOI_PROBE_SECRET", "of-probe")
                    .withProperty("AOI_EXECUTOR_SECRET", "of-executor");

    @Test
    void eachRoleReadsItsOwnSecret() {
        ClusterSettings probe = ClusterSettings.read(Writer.PROBE, URL, environment);
        assertThat(probe.host()).contains(URI.create(URL));
        assertThat(probe.secret()).isEqualTo("of-probe");
        assertThat(probe.toString()).doesNotContain("of-probe");
        assertThat(ClusterSettings.read(Writer.EXECUTOR, URL, environment).secret())
                .isEqualTo("of-executor");
        environment.withProperty("aoi.cluster.secret", "other");
        assertThat(ClusterSettings.read(Writer.PROBE, URL, environment).secret())
                .isEqualTo("other");
    }

    @Test
    void aClusterOfTheUsersOwnNeedsNoSecret() throws Exception {
        Path file = Files.createFile(folder.resolve("config"));
        var own =
                new MockEnvironment().withProperty("aoi.clusters.mine.kubeconfig", file.toString());
        ClusterSettings settings = ClusterSettings.read(Writer.PROBE, "", own);
        assertThat(settings.host()).isEmpty();
        assertThat(settings.kubeconfigs()).containsEntry("mine", file);
    }

    @Test
    void saysWhatIsMissing() {
        var nothing = new MockEnvironment();
        assertThatThrownBy(() -> ClusterSettings.read(Writer.EXECUTOR, "", nothing))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "The executor knows no cluster: set AOI_CLUSTER_URL to the host of"
                                + " embedded worlds, or aoi.clusters.NAME.kubeconfig to a file");
        assertThatThrownBy(() -> ClusterSettings.read(Writer.PROBE, URL, nothing))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "AOI_CLUSTER_URL is set but not the probe's secret for its worlds: set"
                                + " AOI_PROBE_SECRET (./aoi up writes it)");
        assertThatThrownBy(() -> ClusterSettings.read(Writer.PROBE, "somewhere", environment))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "AOI_CLUSTER_URL is 'somewhere' but must be an address like"
                                + " https://127.0.0.1:8443");
        nothing.withProperty("aoi.clusters.mine.kubeconfig", "/nowhere/config");
        assertThatThrownBy(() -> ClusterSettings.read(Writer.PROBE, "", nothing))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "aoi.clusters.mine.kubeconfig names /nowhere/config, which cannot be read");
    }
}
