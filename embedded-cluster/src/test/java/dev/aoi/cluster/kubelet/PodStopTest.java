package dev.aoi.cluster.kubelet;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WorldSpec;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class PodStopTest {
    private static final String NS = "lab";
    private static final int PODS = 20;

    /** In this pace no time passes for a write. */
    private final TestCluster cluster =
            new TestCluster(
                    new World(
                            "w",
                            WorldSpec.of(7).withPace(Pace.DEMAND),
                            KubernetesBehaviour.factory()));

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    /** Redis ends 100 ms after it is asked to, the pod's network 160 ms after that. */
    private void pod(String name) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'"
                        + name
                        + "','namespace':'lab'},'spec':{'terminationGracePeriodSeconds':30,'containers':[{'name':'c','image':'redis:6.2.4',"
                        + "'readinessProbe':{'tcpSocket':{'port':6379},'periodSeconds':1}}]}}");
    }

    private void advance(int millis) {
        cluster.world().advance(Duration.ofMillis(millis));
    }

    @Test
    void readinessProbesGoOnUntilThePodHasStopped() {
        for (int i = 0; i < PODS; i++) {
            pod("p" + i);
        }
        cluster.advance(20);
        List<String> met = new ArrayList<>();
        for (int i = 0; i < PODS; i++) {
            String name = "p" + i;
            ObjectNode pod = cluster.get(POD, NS, name);
            assertThat(pod.at("/status/containerStatuses/0/ready").asBoolean()).isTrue();
            String address = pod.at("/status/podIP").asString();
            cluster.delete(POD, NS, name);
            // Their probes look at the same time of each second: the deletions wander through it.
            advance(2050);
            cluster.events(NS, name).stream()
                    .filter(event -> event.contains("Unhealthy"))
                    .map(event -> event.replace(address, "IP"))
                    .forEach(met::add);
        }
        assertThat(met)
                .contains(
                        "Warning Unhealthy Readiness probe failed: dial tcp IP:6379: connect:"
                                + " connection refused",
                        "Warning Unhealthy Readiness probe failed: dial tcp IP:6379: i/o timeout")
                .hasSizeLessThan(PODS);
    }

    @Test
    void theStatusTellsOfTheEndOnlyWhenTheSandboxHasStopped() {
        pod("p");
        cluster.advance(20);
        cluster.delete(POD, NS, "p");
        advance(200);
        assertThat(cluster.get(POD, NS, "p").at("/status/containerStatuses/0/state").has("running"))
                .isTrue();
        advance(220);
        ObjectNode pod = cluster.get(POD, NS, "p");
        assertThat(pod.at("/status/containerStatuses/0/state").has("terminated")).isTrue();
        assertThat(pod.at("/status/phase").asString()).isEqualTo("Succeeded");
        advance(760);
        assertThat(cluster.exists(POD, NS, "p")).isFalse();
    }
}
