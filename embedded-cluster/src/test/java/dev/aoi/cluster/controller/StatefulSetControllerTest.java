package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONTROLLER_REVISION;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.PVC;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class StatefulSetControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(17);

    @BeforeEach
    void start() {
        cluster.namespace(NS);
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'StatefulSet','metadata':{'name':'db','namespace':'lab'},'spec':{'replicas':3,"
                    + "'serviceName':'db','selector':{'matchLabels':{'app':'db'}},'template':{'metadata':{'labels':{'app':'db'}},"
                    + "'spec':{'containers':[{'name':'redis','image':'redis:6.2.4'}]}}}}");
    }

    private List<String> pods() {
        return cluster.world().store().list(POD, NS).stream().map(ObjectMeta::name).toList();
    }

    @Test
    void podsComeOneAfterTheOther() {
        assertThat(pods()).startsWith("db-0");
        cluster.advance(20);
        assertThat(pods()).containsExactly("db-0", "db-1", "db-2");
        assertThat(cluster.events(NS, "db"))
                .containsExactly(
                        "Normal SuccessfulCreate Create Pod db-0 in StatefulSet db successful",
                        "Normal SuccessfulCreate Create Pod db-1 in StatefulSet db successful",
                        "Normal SuccessfulCreate Create Pod db-2 in StatefulSet db successful");
        ObjectNode set = cluster.get(STATEFUL_SET, NS, "db");
        assertThat(set.at("/status/readyReplicas").asInt(0)).isEqualTo(3);
        assertThat(set.at("/status/currentRevision")).isEqualTo(set.at("/status/updateRevision"));
        ObjectNode pod = cluster.get(POD, NS, "db-1");
        assertThat(pod.at("/spec/hostname").asString()).isEqualTo("db-1");
        assertThat(pod.at("/spec/subdomain").asString()).isEqualTo("db");
        assertThat(ObjectMeta.labels(pod))
                .containsEntry("statefulset.kubernetes.io/pod-name", "db-1")
                .containsEntry("apps.kubernetes.io/pod-index", "1");
    }

    @Test
    void claimsComeBeforeTheirPod() {
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'StatefulSet','metadata':{'name':'kv','namespace':'lab'},'spec':{'replicas':1,"
                    + "'serviceName':'kv','selector':{'matchLabels':{'app':'kv'}},'template':{'metadata':{'labels':{'app':'kv'}},"
                    + "'spec':{'containers':[{'name':'redis','image':'redis:6.2.4','volumeMounts':[{'name':'data','mountPath':'/data'}]}]}},"
                    + "'volumeClaimTemplates':[{'metadata':{'name':'data'},'spec':{'accessModes':['ReadWriteOnce'],"
                    + "'resources':{'requests':{'storage':'1Gi'}}}}]}}");
        cluster.advance(5);

        ObjectNode claim = cluster.get(PVC, NS, "data-kv-0");
        assertThat(ObjectMeta.labels(claim)).containsEntry("app", "kv");
        ObjectNode pod = cluster.get(POD, NS, "kv-0");
        assertThat(pod.at("/spec/volumes/0/persistentVolumeClaim/claimName").asString())
                .isEqualTo("data-kv-0");
        assertThat(cluster.events(NS, "kv"))
                .startsWith(
                        "Normal SuccessfulCreate Create Claim data-kv-0 Pod kv-0 in StatefulSet kv"
                                + " success",
                        "Normal SuccessfulCreate Create Pod kv-0 in StatefulSet kv successful");
    }

    @Test
    void scalingDownTakesTheLastFirst() {
        cluster.advance(20);
        cluster.change(STATEFUL_SET, NS, "db", s -> s.withObject("spec").put("replicas", 1));
        cluster.advance(10);
        assertThat(pods()).containsExactly("db-0");
        assertThat(cluster.events(NS, "db"))
                .endsWith(
                        "Normal SuccessfulDelete Delete Pod db-2 in StatefulSet db successful",
                        "Normal SuccessfulDelete Delete Pod db-1 in StatefulSet db successful");
    }

    @Test
    void everyTemplateHasARevisionAndTheOneInForceTheHighestNumber() {
        cluster.advance(20);
        String first = current();
        annotate("x");
        cluster.advance(40);
        String second = current();
        assertThat(revisions()).containsExactlyInAnyOrder(first + " 1", second + " 2");
        cluster.change(
                STATEFUL_SET,
                NS,
                "db",
                s -> ((ObjectNode) s.at("/spec/template/metadata")).remove("annotations"));
        cluster.advance(40);
        assertThat(current()).isEqualTo(first);
        assertThat(revisions()).containsExactlyInAnyOrder(first + " 3", second + " 2");
        assertThat(cluster.world().failures()).isZero();
    }

    private String current() {
        return cluster.get(STATEFUL_SET, NS, "db").at("/status/currentRevision").asString("");
    }

    private List<String> revisions() {
        return cluster.world().store().list(CONTROLLER_REVISION, NS).stream()
                .map(r -> ObjectMeta.name(r) + " " + r.path("revision").asLong())
                .toList();
    }

    private void annotate(String value) {
        cluster.change(
                STATEFUL_SET,
                NS,
                "db",
                s ->
                        s.withObject("spec")
                                .withObject("template")
                                .withObject("metadata")
                                .withObject("annotations")
                                .put("x", value));
    }

    @Test
    void anUpdateReplacesFromTheLast() {
        cluster.advance(20);
        String before = ObjectMeta.uid(cluster.get(POD, NS, "db-0"));
        cluster.change(
                STATEFUL_SET,
                NS,
                "db",
                s ->
                        s.withObject("spec")
                                .withObject("template")
                                .withObject("metadata")
                                .withObject("annotations")
                                .put("x", "y"));
        cluster.advance(40);
        assertThat(pods()).containsExactly("db-0", "db-1", "db-2");
        assertThat(ObjectMeta.uid(cluster.get(POD, NS, "db-0"))).isNotEqualTo(before);
        ObjectNode set = cluster.get(STATEFUL_SET, NS, "db");
        assertThat(set.at("/status/updatedReplicas").asInt(0)).isEqualTo(3);
        assertThat(set.at("/status/currentRevision")).isEqualTo(set.at("/status/updateRevision"));
    }

    @Test
    void aDeletedPodComesBackUnderItsName() {
        cluster.advance(20);
        cluster.delete(POD, NS, "db-1");
        cluster.advance(10);
        assertThat(pods()).containsExactly("db-0", "db-1", "db-2");
    }
}
