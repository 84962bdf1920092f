package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WriteRequest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class NodeLifecycleTest {
    private static final String NS = "lab";

    private final TestCluster cluster =
            new TestCluster(new World("w", 1, ClusterShape.NODE1, KubernetesBehaviour.factory()));

    @BeforeEach
    void workload() {
        cluster.namespace("chaos-mesh");
        cluster.namespace(NS);
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'lab'},'spec':{'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'c','image':'local/busybox:1','command':['sleep','100000']}]}}}}");
        cluster.advance(10);
    }

    private void stopKubelet() {
        ResourceKind kind =
                cluster.world()
                        .store()
                        .kinds()
                        .byKind("chaos-mesh.org/v1alpha1", "PhysicalMachineChaos")
                        .orElseThrow();
        ObjectNode chaos =
                TestCluster.json(
                        "{'apiVersion':'chaos-mesh.org/v1alpha1','kind':'PhysicalMachineChaos','metadata':{'name':'x','namespace':'lab'},'spec':{'action':'process','mode':'all','address':['10.200.0.2:31768'],'process':{'process':'kubelet','signal':9}}}");
        cluster.world()
                .write(
                        new WriteRequest("test", "create", "/", "", ""),
                        () -> cluster.world().store().create(kind, chaos));
    }

    private void resumeKubelet() {
        ResourceKind kind =
                cluster.world()
                        .store()
                        .kinds()
                        .byKind("chaos-mesh.org/v1alpha1", "PhysicalMachineChaos")
                        .orElseThrow();
        cluster.delete(kind, NS, "x");
    }

    private ObjectNode node() {
        return cluster.get(NODE, "", "node1");
    }

    private List<String> taints() {
        return node().at("/spec/taints")
                .valueStream()
                .map(t -> t.path("key").asString() + ":" + t.path("effect").asString())
                .toList();
    }

    private static String condition(ObjectNode object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(c -> c.path("type").asString().equals(type))
                .map(c -> c.path("status").asString() + " " + c.path("reason").asString(""))
                .findFirst()
                .orElse("");
    }

    @Test
    void aNodeWhoseKubeletStopsLosesItsPodsAfterFiveMinutes() {
        ObjectNode pod = cluster.pod(NS, "app", "web");
        String name = ObjectMeta.name(pod);
        stopKubelet();
        cluster.advance(40);
        assertThat(condition(node(), "Ready")).isEqualTo("True KubeletReady");
        assertThatThrownBy(() -> cluster.logs(pod))
                .hasMessageContaining(
                        "Get \"https://10.200.0.2:10250/containerLogs/lab/"
                                + name
                                + "/c\": dial tcp 10.200.0.2:10250: connect: connection refused");
        cluster.advance(10);
        assertThat(condition(node(), "Ready")).isEqualTo("Unknown NodeStatusUnknown");
        assertThat(taints())
                .containsExactly(
                        "node.kubernetes.io/unreachable:NoSchedule",
                        "node.kubernetes.io/unreachable:NoExecute");
        assertThat(condition(cluster.get(POD, NS, name), "Ready")).isEqualTo("False ");
        assertThat(condition(cluster.get(POD, NS, name), "ContainersReady")).isEqualTo("True ");
        assertThat(cluster.events("default", "node1"))
                .endsWith("Normal NodeNotReady Node node1 status is now: NodeNotReady");
        cluster.advance(290);
        assertThat(ObjectMeta.terminating(cluster.get(POD, NS, name))).isFalse();
        cluster.advance(15);
        assertThat(cluster.events(NS, name))
                .endsWith(
                        "Warning NodeNotReady Node is not ready",
                        "Normal TaintManagerEviction Marking for deletion Pod lab/" + name);
        assertThat(condition(cluster.get(POD, NS, name), "DisruptionTarget"))
                .isEqualTo("True DeletionByTaintManager");
        ObjectNode next = cluster.pod(NS, "app", "web");
        assertThat(cluster.events(NS, ObjectMeta.name(next)))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 node(s) had"
                            + " untolerated taint(s). no new claims to deallocate, preemption: 0/1"
                            + " nodes are available: 1 Preemption is not helpful for scheduling.");
        cluster.advance(100);
        assertThat(cluster.exists(POD, NS, name)).isTrue();

        resumeKubelet();
        cluster.advance(60);
        assertThat(cluster.exists(POD, NS, name)).isFalse();
        assertThat(taints()).isEmpty();
        assertThat(condition(node(), "Ready")).isEqualTo("True KubeletReady");
        assertThat(condition(cluster.pod(NS, "app", "web"), "Ready")).isEqualTo("True ");
        assertThat(cluster.world().failures()).isZero();
    }

    @Test
    void aTaintWithoutTolerationEvictsAtOnce() {
        String name = ObjectMeta.name(cluster.pod(NS, "app", "web"));
        cluster.change(
                NODE,
                "",
                "node1",
                n ->
                        n.withObject("spec")
                                .withArray("taints")
                                .addObject()
                                .put("key", "k")
                                .put("value", "v")
                                .put("effect", "NoExecute"));
        cluster.advance(3);
        assertThat(ObjectMeta.terminating(cluster.get(POD, NS, name))).isTrue();
        assertThat(cluster.events(NS, name))
                .contains("Normal TaintManagerEviction Marking for deletion Pod lab/" + name);
        assertThat(Pods.nodeName(cluster.pod(NS, "app", "web"))).isEmpty();
    }

    @Test
    void aCordonedNodeIsTainted() {
        cluster.change(NODE, "", "node1", n -> n.withObject("spec").put("unschedulable", true));
        assertThat(taints()).containsExactly("node.kubernetes.io/unschedulable:NoSchedule");
        cluster.change(NODE, "", "node1", n -> n.withObject("spec").remove("unschedulable"));
        assertThat(taints()).isEmpty();
    }

    @Test
    void podsOfANodeThatHasGoneGoToo() {
        String name = ObjectMeta.name(cluster.pod(NS, "app", "web"));
        cluster.delete(NODE, "", "node1");
        cluster.advance(30);
        assertThat(cluster.exists(POD, NS, name)).isTrue();
        cluster.advance(30);
        assertThat(cluster.exists(POD, NS, name)).isFalse();
        assertThat(Pods.nodeName(cluster.pod(NS, "app", "web"))).isEmpty();
        assertThat(cluster.world().failures()).isZero();
    }
}
