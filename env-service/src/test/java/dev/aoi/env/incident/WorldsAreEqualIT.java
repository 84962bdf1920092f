package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.Lease;

import io.fabric8.kubernetes.api.model.Pod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Equal seeds make equal worlds up to the fault, whatever the problem is. */
class WorldsAreEqualIT {
    @TempDir Path folder;

    @Test
    void upToTheFault() throws Exception {
        try (Host host = new Host(folder)) {
            Lease detection = open(host, "a", "k8s_target_port-misconfig-detection-1", 7);
            Lease mitigation = open(host, "b", "k8s_target_port-misconfig-mitigation-3", 7);
            Lease noop = open(host, "c", "noop_detection_social_network-1", 7);
            Lease other = open(host, "d", "noop_detection_social_network-1", 8);

            assertThat(mitigation.getBefore()).isEqualTo(detection.getBefore());
            assertThat(noop.getBefore()).isEqualTo(detection.getBefore());
            assertThat(other.getBefore()).isNotEqualTo(detection.getBefore());
            // These faults touch no pod, so pods are equal to this day.
            assertThat(pods(host, mitigation)).isEqualTo(pods(host, detection));
            assertThat(pods(host, noop)).isEqualTo(pods(host, detection));
        }
    }

    @Test
    void nothingTellsOfTheInjection() throws Exception {
        try (Host host = new Host(folder)) {
            Lease lease = open(host, "a", "scale_pod_zero_social_net-detection-1", 7);
            String dump = host.admin.dump(lease.getWorld()).toString();
            assertThat(dump)
                    .doesNotContain("scale_pod_zero", "inject", "Injected", "misconfig")
                    .doesNotContainPattern("(?i)\\bfault");
            assertThat(host.admin.writes(lease.getWorld()))
                    .extracting(w -> w.user())
                    .containsOnly(host.admin.writes(lease.getWorld()).getFirst().user());
        }
    }

    private static Lease open(Host host, String incident, String problem, long seed) {
        return host.open(
                dev.aoi.schemas.operator.OpenIncident.newBuilder(
                                Host.request(incident, problem, "", 0))
                        .setSeed(seed)
                        .build());
    }

    private static List<String> pods(Host host, Lease lease) {
        return host
                .access(lease)
                .client()
                .pods()
                .inNamespace(lease.getNamespace())
                .list()
                .getItems()
                .stream()
                .map(WorldsAreEqualIT::text)
                .toList();
    }

    private static String text(Pod pod) {
        return pod.getMetadata().getUid() + pod.getMetadata().getName() + pod.getStatus();
    }
}
