package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONTROLLER_REVISION;
import static dev.aoi.cluster.kind.ResourceKinds.DAEMON_SET;
import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class DaemonSetControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(13);
    private long eligible;

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
        eligible =
                cluster.world().store().list(NODE, "").stream()
                        .filter(n -> n.at("/spec/taints").isEmpty())
                        .count();
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'DaemonSet','metadata':{'name':'d','namespace':'lab'},'spec':{"
                    + "'selector':{'matchLabels':{'app':'d'}},'template':{'metadata':{'labels':{'app':'d'}},"
                    + "'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1000']}]}}}}");
        cluster.advance(10);
    }

    private List<ObjectNode> pods() {
        return cluster.world().store().list(POD, NS);
    }

    private void image(String image) {
        cluster.change(
                DAEMON_SET,
                NS,
                "d",
                d -> ((ObjectNode) d.at("/spec/template/spec/containers/0")).put("image", image));
    }

    private ObjectNode set() {
        return cluster.get(DAEMON_SET, NS, "d");
    }

    @Test
    void everyEligibleNodeHasOnePod() {
        assertThat(eligible).isPositive();
        assertThat(pods()).hasSize((int) eligible);
        String hash = TemplateHash.of(set().at("/spec/template"), 0);
        ObjectNode pod = pods().getFirst();
        assertThat(ObjectMeta.labels(pod))
                .containsEntry("controller-revision-hash", hash)
                .containsEntry("pod-template-generation", "1");
        assertThat(DaemonPods.node(pod)).isEqualTo(Pods.nodeName(pod));
        assertThat(
                        pod.at("/spec/tolerations")
                                .valueStream()
                                .map(t -> t.path("key").asString() + t.path("effect").asString()))
                .containsExactly(
                        "node.kubernetes.io/not-readyNoExecute",
                        "node.kubernetes.io/unreachableNoExecute",
                        "node.kubernetes.io/disk-pressureNoSchedule",
                        "node.kubernetes.io/memory-pressureNoSchedule",
                        "node.kubernetes.io/pid-pressureNoSchedule",
                        "node.kubernetes.io/unschedulableNoSchedule");
        assertThat(set().path("status").toString())
                .isEqualTo(
                        "{'currentNumberScheduled':#,'numberMisscheduled':0,'desiredNumberScheduled':#,'numberReady':#,'observedGeneration':1,'updatedNumberScheduled':#,'numberAvailable':#}"
                                .replace('\'', '"')
                                .replace("#", Long.toString(eligible)));
        assertThat(cluster.events(NS, "d"))
                .hasSize((int) eligible)
                .contains("Normal SuccessfulCreate Created pod: " + ObjectMeta.name(pod));
    }

    @Test
    void aNewTemplateReplacesThePodsAndAReturnTakesTheNextRevision() {
        image("busybox:1.37");
        cluster.advance(300);
        String hash = TemplateHash.of(set().at("/spec/template"), 0);
        assertThat(pods()).hasSize((int) eligible).allMatch(p -> DaemonPods.current(p, hash));
        assertThat(ObjectMeta.labels(pods().getFirst()))
                .containsEntry("pod-template-generation", "2");
        assertThat(revisions()).containsExactlyInAnyOrder(1L, 2L);
        image("busybox:1.36");
        cluster.advance(300);
        assertThat(revisions()).containsExactlyInAnyOrder(2L, 3L);
    }

    private List<Long> revisions() {
        return cluster.world().store().list(CONTROLLER_REVISION, NS).stream()
                .map(r -> r.path("revision").asLong())
                .toList();
    }

    @Test
    void withOnDeletePodsStay() {
        cluster.change(
                DAEMON_SET,
                NS,
                "d",
                d -> d.withObject("spec").putObject("updateStrategy").put("type", "OnDelete"));
        List<String> before = pods().stream().map(ObjectMeta::name).toList();
        image("busybox:1.37");
        cluster.advance(120);
        assertThat(pods().stream().map(ObjectMeta::name)).containsExactlyElementsOf(before);
        assertThat(set().at("/status/updatedNumberScheduled").isMissingNode()).isTrue();
    }

    @Test
    void aNodeThatIsNotSelectedLosesItsPod() {
        cluster.change(
                DAEMON_SET,
                NS,
                "d",
                d ->
                        ((ObjectNode) d.at("/spec/template/spec"))
                                .putObject("nodeSelector")
                                .put("disk", "ssd"));
        cluster.advance(60);
        assertThat(pods()).isEmpty();
        assertThat(set().at("/status/desiredNumberScheduled").asInt()).isZero();
    }
}
