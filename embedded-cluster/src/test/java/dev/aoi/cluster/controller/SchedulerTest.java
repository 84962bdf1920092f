package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class SchedulerTest {
    private static final String NS = "lab";
    private static final String HINT =
            ". no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is"
                    + " not helpful for scheduling.";

    private final TestCluster cluster = new TestCluster(9);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private ObjectNode pod(String name, String spec, String resources) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'"
                        + name
                        + "','namespace':'lab'},'spec':{"
                        + spec
                        + "'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']"
                        + resources
                        + "}]}}");
        return cluster.get(POD, NS, name);
    }

    private static JsonNode scheduled(ObjectNode pod) {
        return pod.at("/status/conditions")
                .valueStream()
                .filter(c -> c.path("type").asString().equals("PodScheduled"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPodGoesToTheNodeThatIsNotTainted() {
        ObjectNode pod = pod("p", "", "");
        assertThat(Pods.nodeName(pod)).isEqualTo("kind-worker");
        assertThat(scheduled(pod).path("status").asString()).isEqualTo("True");
        assertThat(cluster.events(NS, "p"))
                .contains("Normal Scheduled Successfully assigned lab/p to kind-worker");
    }

    @Test
    void aTolerationOpensTheControlPlane() {
        ObjectNode pod =
                pod(
                        "p",
                        "'nodeSelector':{'kubernetes.io/hostname':'kind-control-plane'},'tolerations':[{'operator':'Exists'}],",
                        "");
        assertThat(Pods.nodeName(pod)).isEqualTo("kind-control-plane");
    }

    @Test
    void aSelectorThatNoNodeMatchesIsToldOnce() {
        ObjectNode pod = pod("p", "'nodeSelector':{'kubernetes.io/hostname':'extra-node'},", "");
        cluster.advance(60);
        String message =
                "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1"
                        + " node(s) had untolerated taint(s)"
                        + HINT;
        pod = cluster.get(POD, NS, "p");
        assertThat(pod.at("/status/phase").asString()).isEqualTo("Pending");
        assertThat(scheduled(pod).path("status").asString()).isEqualTo("False");
        assertThat(scheduled(pod).path("reason").asString()).isEqualTo("Unschedulable");
        assertThat(scheduled(pod).path("message").asString()).isEqualTo(message);
        assertThat(pod.at("/status/containerStatuses").isMissingNode()).isTrue();
        assertThat(cluster.events(NS, "p")).containsExactly("Warning FailedScheduling " + message);
    }

    @Test
    void aPendingPodIsBoundWhenANodeFits() {
        pod("p", "'nodeSelector':{'disk':'ssd'},", "");
        cluster.change(
                NODE,
                "",
                "kind-worker",
                n -> n.withObject("metadata").withObject("labels").put("disk", "ssd"));
        assertThat(Pods.nodeName(cluster.get(POD, NS, "p"))).isEqualTo("kind-worker");
    }

    @Test
    void requestsMustFit() {
        pod("big", "", ",'resources':{'requests':{'cpu':'5'}}");
        ObjectNode pod = pod("p", "", ",'resources':{'requests':{'cpu':'4','memory':'100Gi'}}");
        assertThat(scheduled(pod).path("message").asString())
                .isEqualTo(
                        "0/2 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1"
                                + " node(s) had untolerated taint(s)"
                                + HINT);
        ObjectNode other = pod("q", "", ",'resources':{'requests':{'cpu':'3500m'}}");
        assertThat(Pods.nodeName(other)).isEmpty();
        cluster.delete(POD, NS, "big");
        cluster.advance(40);
        assertThat(Pods.nodeName(cluster.get(POD, NS, "q"))).isEqualTo("kind-worker");
    }

    @Test
    void aMissingClaimIsToldAsTheSchedulerDoes() {
        ObjectNode pod =
                pod(
                        "p",
                        "'volumes':[{'name':'v','persistentVolumeClaim':{'claimName':'no-such-claim'}}],",
                        "");
        assertThat(scheduled(pod).path("message").asString())
                .isEqualTo(
                        "0/2 nodes are available: persistentvolumeclaim \"no-such-claim\" not"
                                + " found. not found");
    }

    @Test
    void affinityTermsAreAlternatives() {
        String terms =
                "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':["
                    + "{'matchExpressions':[{'key':'x','operator':'Exists'}]},"
                    + "{'matchExpressions':[{'key':'kubernetes.io/hostname','operator':'In','values':['kind-worker']}]}]}}},";
        assertThat(Pods.nodeName(pod("p", terms, ""))).isEqualTo("kind-worker");
        assertThat(List.of(NODE)).hasSize(1);
    }
}
