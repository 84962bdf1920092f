package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.Lease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class PreparationIT {
    @TempDir Path folder;

    @Test
    void opens() throws Exception {
        try (Host host = new Host(folder)) {
            for (int i = 0; i < 4; i++) {
                long t = System.nanoTime();
                Lease lease =
                        host.open(
                                Host.request(
                                        "inc-" + i,
                                        i % 2 == 0
                                                ? "k8s_target_port-misconfig-mitigation-1"
                                                : "scale_pod_zero_social_net-mitigation-1",
                                        "",
                                        i / 2 * 5));
                System.out.println("opened in " + (System.nanoTime() - t) / 1_000_000 + " ms");
                var c = host.access(lease).client();
                System.out.println(host.access(lease).clock().now());
                c.pods()
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .forEach(
                                p ->
                                        System.out.println(
                                                p.getMetadata().getNamespace()
                                                        + " "
                                                        + p.getMetadata().getName()
                                                        + " "
                                                        + p.getStatus().getPhase()
                                                        + " "
                                                        + p.getMetadata().getCreationTimestamp()
                                                        + " "
                                                        + p
                                                                .getStatus()
                                                                .getContainerStatuses()
                                                                .stream()
                                                                .map(
                                                                        s ->
                                                                                s.getRestartCount()
                                                                                        + "/"
                                                                                        + s
                                                                                                .getReady())
                                                                .toList()));
                c.endpoints()
                        .inNamespace(lease.getNamespace())
                        .list()
                        .getItems()
                        .forEach(
                                e ->
                                        System.out.println(
                                                e.getMetadata().getName() + " " + e.getSubsets()));
                c.pods()
                        .inNamespace("default")
                        .list()
                        .getItems()
                        .forEach(
                                p ->
                                        System.out.println(
                                                c.pods()
                                                        .inNamespace("default")
                                                        .withName(p.getMetadata().getName())
                                                        .getLog()));
                System.out.println(lease.getFacts());
                System.out.println(lease.getUndo());
                assertThat(lease.getBefore()).isNotEmpty();
                host.drop(lease);
            }
        }
    }
}
