package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.store.ApiException;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The life of worlds and their clocks; logs and commands. */
final class ClusterHostIT extends OneWorldHost {
    @Test
    void logsAndExec() throws Exception {
        deploy("web", 1);
        host.admin.advance("w", Duration.ofSeconds(30));
        Pod pod =
                env.pods()
                        .inNamespace("default")
                        .withLabel("app", "web")
                        .list()
                        .getItems()
                        .getFirst();
        String name = pod.getMetadata().getName();
        String log = env.pods().inNamespace("default").withName(name).getLog();
        assertThat(log).isNotEmpty();
        assertThat(
                        env.pods()
                                .inNamespace("default")
                                .withName(name)
                                .tailingLines(1)
                                .getLog()
                                .lines())
                .hasSize(1);
        assertThat(
                        env.pods()
                                .inNamespace("default")
                                .withName(name)
                                .usingTimestamps()
                                .tailingLines(1)
                                .getLog())
                .matches("(?s)2025-\\S{24}Z .*");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch exec =
                env.pods()
                        .inNamespace("default")
                        .withName(name)
                        .writingOutput(out)
                        .writingError(err)
                        .exec("cat", "/proc/net/tcp")) {
            assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isZero();
        }
        assertThat(out.toString()).startsWith("  sl  local_address");
        try (ExecWatch exec =
                env.pods()
                        .inNamespace("default")
                        .withName(name)
                        .writingOutput(out)
                        .writingError(err)
                        .exec("cat", "/nosuch")) {
            assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(err.toString()).isEqualTo("cat: /nosuch: No such file or directory\n");
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.pods()
                                        .inNamespace("default")
                                        .withName(name)
                                        .inContainer("nosuch")
                                        .getLog())
                .withMessageContaining("container nosuch is not valid for pod " + name);
    }

    @Test
    void timePassesByRequestsAndAdvances() {
        var before = host.admin.world("w").orElseThrow().now();
        env.pods().inAnyNamespace().list();
        var after = host.admin.world("w").orElseThrow().now();
        assertThat(Duration.between(before, after)).isEqualTo(Duration.ofMillis(20));
        assertThat(host.admin.advance("w", Duration.ofMillis(1500)))
                .isEqualTo(after.plusMillis(1500));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> host.admin.advance("w", Duration.ofDays(40000)))
                .withMessageContaining("wall clock");
    }

    @Test
    void worldsAreMadeOnceAndDeletedOften() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> host.admin.createWorld("w", 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo(409));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> host.admin.createWorld("../x", 1));
        host.admin.deleteWorld("nosuch");
        assertThat(host.admin.worlds()).extracting(WorldInfo::name).containsExactly("w");
        assertThat(host.admin.world("nosuch")).isEmpty();
    }
}
