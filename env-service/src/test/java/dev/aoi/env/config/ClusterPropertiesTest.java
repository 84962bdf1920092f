package dev.aoi.env.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.agent.config.StartupException;
import dev.aoi.env.cluster.ClusterSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

class ClusterPropertiesTest {
    private static final String URL = "https://127.0.0.1:8443";

    @TempDir Path folder;

    private final MockEnvironment environment =
            new MockEnvironment()
                    .withProperty("AOI_ENV_SECRET", "env-secret")
                    .withProperty("AOI_CLUSTER_ADMIN_SECRET", "admin-secret");

    @Test
    void readsVariablesAndProperties() throws Exception {
        Path file = Files.createFile(folder.resolve("config"));
        environment.withProperty("aoi.clusters.mine.kubeconfig", file.toString());
        ClusterSettings settings = ClusterProperties.read(URL, environment);
        assertThat(settings.host()).contains(URI.create(URL));
        assertThat(settings.secret()).isEqualTo("env-secret");
        assertThat(settings.adminSecret()).isEqualTo("admin-secret");
        assertThat(settings.kubeconfigs()).containsEntry("mine", file);
        assertThat(settings.toString()).doesNotContain("secret=", "env-secret", "admin-secret");
        environment.withProperty("aoi.cluster.secret", "other");
        assertThat(ClusterProperties.read(URL, environment).secret()).isEqualTo("other");
    }

    @Test
    void worksWithoutAnEmbeddedCluster() {
        ClusterSettings settings = ClusterProperties.read("", new MockEnvironment());
        assertThat(settings.host()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ClusterProperties.read(URL, new MockEnvironment()))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "AOI_CLUSTER_URL is https://127.0.0.1:8443 but AOI_ENV_SECRET is empty;"
                                + " give the secret that the cluster host was started with");
        assertThatThrownBy(() -> ClusterProperties.read("nonsense", environment))
                .hasMessageContaining("AOI_CLUSTER_URL is 'nonsense'");
        environment.withProperty("aoi.clusters.mine.kubeconfig", "/nowhere/config");
        assertThatThrownBy(() -> ClusterProperties.read(URL, environment))
                .hasMessage(
                        "aoi.clusters.mine.kubeconfig names /nowhere/config, which cannot be read");
    }
}
