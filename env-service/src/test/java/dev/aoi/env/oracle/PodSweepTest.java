package dev.aoi.env.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;

import org.junit.jupiter.api.Test;

import java.util.List;

/** aiopslab.md 4.5. */
class PodSweepTest {
    private static final ContainerStatus READY = status(true).build();

    private static ContainerStatusBuilder status(boolean ready) {
        return new ContainerStatusBuilder().withName("c").withReady(ready);
    }

    private static ContainerStatus waiting(String reason, boolean ready) {
        return status(ready)
                .withState(
                        new ContainerStateBuilder()
                                .withNewWaiting()
                                .withReason(reason)
                                .endWaiting()
                                .build())
                .build();
    }

    private static ContainerStatus terminated(String reason, boolean ready) {
        return status(ready)
                .withState(
                        new ContainerStateBuilder()
                                .withNewTerminated()
                                .withReason(reason)
                                .endTerminated()
                                .build())
                .build();
    }

    private static Pod pod(ContainerStatus... statuses) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewStatus()
                .withContainerStatuses(statuses)
                .endStatus()
                .build();
    }

    private static boolean healthy(ContainerStatus... statuses) {
        return PodSweep.plain(List.of(pod(statuses))).healthy();
    }

    @Test
    void judgesContainers() {
        assertThat(healthy(READY, READY)).isTrue();
        assertThat(healthy(READY, status(false).build())).isFalse();
        assertThat(healthy(waiting("CrashLoopBackOff", true))).isFalse();
        assertThat(healthy(waiting("ContainerCreating", true))).isTrue();
        assertThat(healthy(terminated("Error", true))).isFalse();
        assertThat(healthy(terminated("Completed", true))).isTrue();
        assertThat(healthy(terminated("Completed", false))).isFalse();
    }

    @Test
    void noPodsAreGood() {
        assertThat(PodSweep.plain(List.of()).healthy()).isTrue();
        assertThat(PodSweep.nullSafe(List.of()).healthy()).isTrue();
    }

    @Test
    void podsWithoutStatusesAreJudgedByTheNullSafeSweepAlone() {
        assertThat(PodSweep.plain(List.of(pod())).healthy()).isFalse();
        assertThat(PodSweep.plain(List.of(pod())).detail()).contains("raises");
        assertThat(PodSweep.nullSafe(List.of(pod(), pod(READY))).healthy()).isTrue();
    }

    @Test
    void theFirstBadOneEndsTheSweep() {
        assertThat(PodSweep.plain(List.of(pod(terminated("OOMKilled", false)), pod())).detail())
                .isEqualTo("Container c of pod p was terminated: OOMKilled");
    }
}
