package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** On a node of two processors. */
class PreemptionTest {
    private static final String NS = "lab";

    private final TestCluster cluster =
            new TestCluster(new World("w", 1, ClusterShape.NODE1, KubernetesBehaviour.factory()));

    @BeforeEach
    void classes() {
        cluster.namespace(NS);
        priority("high", 1000, "");
        priority("low", 10, "");
        priority("patient", 1000, ",'preemptionPolicy':'Never'");
    }

    private void priority(String name, int value, String more) {
        cluster.create(
                "{'apiVersion':'scheduling.k8s.io/v1','kind':'PriorityClass','metadata':{'name':'%s'},'value':%d%s}"
                        .formatted(name, value, more));
    }

    private ObjectNode pod(String name, String spec, String cpu) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'%s','namespace':'lab','labels':{'app':'%s'}},'spec':{%s'terminationGracePeriodSeconds':5,'containers':[{'name':'c','image':'local/busybox:1','command':['sleep','100000'],'resources':{'requests':{'cpu':'%s'}}}]}}"
                        .formatted(name, name, spec, cpu));
        return cluster.get(POD, NS, name);
    }

    private static String of(String priorityClass) {
        return "'priorityClassName':'" + priorityClass + "',";
    }

    private static String node(ObjectNode pod) {
        return Pods.nodeName(pod);
    }

    private ObjectNode get(String name) {
        return cluster.get(POD, NS, name);
    }

    @Test
    void aPodHasThePriorityOfItsClass() {
        assertThat(pod("a", of("patient"), "1m").at("/spec/priority").asInt()).isEqualTo(1000);
        assertThat(get("a").at("/spec/preemptionPolicy").asString()).isEqualTo("Never");
        assertThat(pod("b", "", "1m").at("/spec/priority").asInt()).isZero();
        assertThatThrownBy(() -> pod("c", of("none"), "1m"))
                .hasMessage("pods \"c\" is forbidden: no PriorityClass with name none was found");
        assertThatThrownBy(() -> pod("c", of("low") + "'priority':7,", "1m"))
                .hasMessageContaining(
                        "the integer value of priority (7) must not be provided in pod spec;"
                                + " priority admission controller computed 10 from the given"
                                + " PriorityClass name");
    }

    @Test
    void theImportantTakesThePlaceOfTheUnimportant() {
        pod("small", of("low"), "300m");
        pod("big", of("low"), "1500m");
        cluster.advance(10);
        ObjectNode high = pod("urgent", of("high"), "1");
        assertThat(cluster.events(NS, "urgent"))
                .contains("Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu.");
        assertThat(cluster.events(NS, "big"))
                .contains(
                        "Normal Preempted Preempted by pod "
                                + ObjectMeta.uid(high)
                                + " on node node1");
        cluster.advance(20);
        assertThat(cluster.exists(POD, NS, "big")).isFalse();
        assertThat(node(get("urgent"))).isEqualTo("node1");
        assertThat(get("urgent").at("/status").has("nominatedNodeName")).isFalse();
        assertThat(node(get("small"))).isEqualTo("node1");
        assertThat(cluster.world().failures()).isZero();
    }

    @Test
    void whileItWaitsNobodyElseTakesThePlace() {
        pod("big", of("low"), "1500m");
        cluster.advance(10);
        pod("urgent", of("high"), "1");
        pod("quick", of("low"), "1500m");
        assertThat(node(get("quick"))).isEmpty();
        cluster.advance(20);
        assertThat(node(get("urgent"))).isEqualTo("node1");
        assertThat(node(get("quick"))).isEmpty();
    }

    @Test
    void withoutLesserOnesNobodyGoes() {
        pod("big", of("high"), "1500m");
        pod("other", "", "1");
        assertThat(cluster.events(NS, "other"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu. no"
                            + " new claims to deallocate, preemption: 0/1 nodes are available: 1 No"
                            + " preemption victims found for incoming pod.");
        pod("patient", of("patient"), "1");
        assertThat(cluster.events(NS, "patient"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu. no"
                                + " new claims to deallocate, preemption: not eligible due to"
                                + " preemptionPolicy=Never.");
    }

    @Test
    void theMostImportantOfThoseThatWaitGoesFirst() {
        pod("big", of("high"), "1800m");
        pod("first", of("low"), "1500m");
        pod("second", of("high"), "1500m");
        cluster.delete(POD, NS, "big");
        cluster.advance(20);
        assertThat(node(get("second"))).isEqualTo("node1");
        assertThat(node(get("first"))).isEmpty();
    }

    @Test
    void podsThatShunEachOtherAreNotTogether() {
        String shun =
                "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'kubernetes.io/hostname','labelSelector':{'matchLabels':{'app':'a'}}}]}},";
        pod("b", shun, "1m");
        pod("a", "", "1m");
        String hint =
                " no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption"
                        + " victims found for incoming pod.";
        assertThat(cluster.events(NS, "a"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't satisfy"
                                + " existing pods anti-affinity rules."
                                + hint);
        cluster.delete(POD, NS, "b");
        cluster.advance(20);
        assertThat(node(get("a"))).isEqualTo("node1");
        pod("c", shun, "1m");
        assertThat(cluster.events(NS, "c"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't match"
                                + " pod anti-affinity rules."
                                + hint);
    }

    @Test
    void podsThatBelongTogetherWaitForEachOther() {
        String near =
                "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'kubernetes.io/hostname','labelSelector':{'matchLabels':{'app':'late'}}}]}},";
        pod("a", near, "1m");
        assertThat(cluster.events(NS, "a"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't match"
                            + " pod affinity rules. no new claims to deallocate, preemption: 0/1"
                            + " nodes are available: 1 Preemption is not helpful for scheduling.");
        pod("late", near, "1m");
        assertThat(List.of(node(get("a")), node(get("late")))).containsExactly("node1", "node1");
    }

    @Test
    void aPortOfTheNodeIsTakenOnce() {
        String port =
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'%s','namespace':'lab'},'spec':{'containers':[{'name':'c','image':'local/busybox:1','command':['sleep','100000'],'ports':[{'containerPort':80,'hostPort':8080}]}]}}";
        cluster.create(port.formatted("a"));
        cluster.create(port.formatted("b"));
        assertThat(cluster.events(NS, "b"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't have"
                            + " free ports for the requested pod ports. no new claims to"
                            + " deallocate, preemption: 0/1 nodes are available: 1 No preemption"
                            + " victims found for incoming pod.");
    }

    @Test
    void podsAreSpreadOverTheNodesThatThereAre() {
        String spread =
                "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'zone','whenUnsatisfiable':'DoNotSchedule','labelSelector':{'matchLabels':{'app':'a'}}}],";
        pod("a", spread, "1m");
        assertThat(cluster.events(NS, "a"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't match"
                            + " pod topology spread constraints (missing required label). no new"
                            + " claims to deallocate, preemption: 0/1 nodes are available: 1"
                            + " Preemption is not helpful for scheduling.");
    }
}
