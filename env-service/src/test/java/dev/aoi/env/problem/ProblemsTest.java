package dev.aoi.env.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.incident.TaskType;

import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void hasTheBenchmarksIds() {
        assertThat(Problems.all())
                .extracting(Problem::id)
                .containsExactlyInAnyOrder(
                        "k8s_target_port-misconfig-detection-1",
                        "k8s_target_port-misconfig-localization-1",
                        "k8s_target_port-misconfig-analysis-1",
                        "k8s_target_port-misconfig-mitigation-1",
                        "k8s_target_port-misconfig-detection-2",
                        "k8s_target_port-misconfig-localization-2",
                        "k8s_target_port-misconfig-analysis-2",
                        "k8s_target_port-misconfig-mitigation-2",
                        "k8s_target_port-misconfig-detection-3",
                        "k8s_target_port-misconfig-localization-3",
                        "k8s_target_port-misconfig-analysis-3",
                        "k8s_target_port-misconfig-mitigation-3",
                        "scale_pod_zero_social_net-detection-1",
                        "scale_pod_zero_social_net-localization-1",
                        "scale_pod_zero_social_net-analysis-1",
                        "scale_pod_zero_social_net-mitigation-1",
                        "noop_detection_social_network-1");
    }

    @Test
    void namesTargetsAsTheBenchmark() {
        assertThat(Problems.find("k8s_target_port-misconfig-localization-2"))
                .hasValueSatisfying(
                        p -> {
                            assertThat(p.defaultTarget()).isEqualTo("text-service");
                            assertThat(p.task()).isEqualTo(TaskType.LOCALIZATION);
                            assertThat(p.family()).isEqualTo(FaultFamily.TARGET_PORT);
                            assertThat(p.application()).isEqualTo("social-network");
                        });
        assertThat(Problems.find("k8s_target_port-misconfig-analysis-3").orElseThrow())
                .extracting(Problem::defaultTarget)
                .isEqualTo("post-storage-service");
        assertThat(Problems.find("noop_detection_social_network-1").orElseThrow())
                .satisfies(p -> assertThat(p.eligibleTargets()).isEmpty());
    }

    @Test
    void everyDefaultTargetIsEligible() {
        assertThat(Problems.all())
                .filteredOn(p -> p.family() != FaultFamily.NONE)
                .allSatisfy(
                        p ->
                                assertThat(p.eligibleTargets())
                                        .hasSize(11)
                                        .contains(p.defaultTarget()));
    }

    @Test
    void suggestsTheClosestIds() {
        assertThat(Problems.closest("k8s_target_port-misconfig-mitigaton-1"))
                .hasSize(3)
                .first()
                .isEqualTo("k8s_target_port-misconfig-mitigation-1");
        assertThat(Problems.closest("NOOP_detection_social_network"))
                .first()
                .isEqualTo("noop_detection_social_network-1");
        assertThat(Problems.find("nothing")).isEmpty();
    }

    @Test
    void filtersBySubstring() {
        assertThat(Problems.matching("detection")).hasSize(5);
        assertThat(Problems.matching("scale_pod_zero")).hasSize(4);
        assertThat(Problems.matching("")).hasSize(17);
    }
}
