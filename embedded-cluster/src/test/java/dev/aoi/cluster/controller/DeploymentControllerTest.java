package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class DeploymentControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(11);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private void deploy(int replicas, String more) {
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'lab','annotations':{'team':'a'}},"
                    + "'spec':{'replicas':"
                        + replicas
                        + more
                        + ",'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},"
                        + "'spec':{'containers':[{'name':'c','image':'nginx:1.27'}]}}}}");
        cluster.advance(20);
    }

    private ObjectNode deployment() {
        return cluster.get(DEPLOYMENT, NS, "web");
    }

    private int count(String field) {
        return deployment().at("/status/" + field).asInt(0);
    }

    private String condition(String type) {
        for (JsonNode c : deployment().at("/status/conditions")) {
            if (c.path("type").asString().equals(type)) {
                return c.path("status").asString()
                        + " "
                        + c.path("reason").asString()
                        + " "
                        + c.path("message").asString();
            }
        }
        return "";
    }

    private List<ObjectNode> sets() {
        return cluster.world().store().list(REPLICA_SET, NS).stream()
                .sorted(java.util.Comparator.comparingLong(Revisions::of))
                .toList();
    }

    private String set(int index) {
        return ObjectMeta.name(sets().get(index));
    }

    private void image(String image) {
        cluster.change(
                DEPLOYMENT,
                NS,
                "web",
                d -> ((ObjectNode) d.at("/spec/template/spec/containers/0")).put("image", image));
    }

    @Test
    void aFreshDeploymentBecomesAvailable() {
        deploy(2, "");
        assertThat(count("replicas")).isEqualTo(2);
        assertThat(count("updatedReplicas")).isEqualTo(2);
        assertThat(count("readyReplicas")).isEqualTo(2);
        assertThat(count("availableReplicas")).isEqualTo(2);
        assertThat(deployment().at("/status/unavailableReplicas").isMissingNode()).isTrue();
        assertThat(deployment().at("/status/terminatingReplicas").asInt()).isZero();
        assertThat(deployment().at("/status/observedGeneration").asInt()).isEqualTo(1);
        assertThat(condition("Available"))
                .isEqualTo("True MinimumReplicasAvailable Deployment has minimum availability.");
        assertThat(condition("Progressing"))
                .isEqualTo(
                        "True NewReplicaSetAvailable ReplicaSet \""
                                + set(0)
                                + "\" has successfully progressed.");
        ObjectNode set = sets().getFirst();
        String hash = ObjectMeta.labels(set).get("pod-template-hash");
        assertThat(ObjectMeta.name(set)).isEqualTo("web-" + hash);
        assertThat(ObjectMeta.annotations(set))
                .containsEntry("deployment.kubernetes.io/desired-replicas", "2")
                .containsEntry("deployment.kubernetes.io/max-replicas", "3")
                .containsEntry("deployment.kubernetes.io/revision", "1")
                .containsEntry("team", "a");
        assertThat(ObjectMeta.annotations(deployment()))
                .containsEntry("deployment.kubernetes.io/revision", "1");
        assertThat(cluster.pods(NS, "pod-template-hash", hash)).hasSize(2);
        assertThat(cluster.events(NS, "web"))
                .containsExactly(
                        "Normal ScalingReplicaSet Scaled up replica set "
                                + set(0)
                                + " from 0 to 2");
        assertThat(cluster.world().failures()).isZero();
    }

    @Test
    void aRolloutKeepsTheBoundsAndEndsWithTheNewTemplate() {
        deploy(4, ",'strategy':{'rollingUpdate':{'maxSurge':1,'maxUnavailable':1}}");
        image("nginx:latest");
        for (int i = 0; i < 200; i++) {
            cluster.world().advance(java.time.Duration.ofMillis(100));
            long active =
                    cluster.world().store().list(POD, NS).stream().filter(Pods::active).count();
            assertThat(active).isBetween(3L, 5L);
            assertThat(count("availableReplicas")).isGreaterThanOrEqualTo(3);
        }
        assertThat(count("updatedReplicas")).isEqualTo(4);
        assertThat(count("replicas")).isEqualTo(4);
        assertThat(Revisions.of(deployment())).isEqualTo(2);
        assertThat(Rollout.specReplicas(sets().get(0))).isZero();
        assertThat(condition("Progressing")).startsWith("True NewReplicaSetAvailable");
    }

    @Test
    void aSingleReplicaIsReplacedAfterTheNewOneIsReady() {
        deploy(1, "");
        String old = set(0);
        image("nginx:latest");
        cluster.advance(20);
        assertThat(cluster.events(NS, "web"))
                .containsExactly(
                        "Normal ScalingReplicaSet Scaled up replica set " + old + " from 0 to 1",
                        "Normal ScalingReplicaSet Scaled up replica set " + set(1) + " from 0 to 1",
                        "Normal ScalingReplicaSet Scaled down replica set " + old + " from 1 to 0");
    }

    @Test
    void aBadImageLeavesTheOldPodsAndRunsOutOfTime() {
        deploy(1, ",'progressDeadlineSeconds':60");
        image("local/nosuch:1");
        cluster.advance(30);
        assertThat(condition("Progressing"))
                .isEqualTo("True ReplicaSetUpdated ReplicaSet \"" + set(1) + "\" is progressing.");
        assertThat(count("unavailableReplicas")).isEqualTo(1);
        assertThat(count("availableReplicas")).isEqualTo(1);
        cluster.advance(60);
        assertThat(condition("Progressing"))
                .isEqualTo(
                        "False ProgressDeadlineExceeded ReplicaSet \""
                                + set(1)
                                + "\" has timed out progressing.");
        assertThat(condition("Available")).startsWith("True MinimumReplicasAvailable");

        image("nginx:1.27");
        cluster.advance(30);
        assertThat(condition("Progressing")).startsWith("True NewReplicaSetAvailable");
        assertThat(sets()).extracting(Revisions::of).containsExactly(2L, 3L);
        assertThat(ObjectMeta.annotations(sets().get(1)))
                .containsEntry("deployment.kubernetes.io/revision-history", "1");
    }

    @Test
    void availabilityFollowsTheSize() {
        deploy(1, "");
        scale(0);
        cluster.advance(10);
        assertThat(deployment().at("/status/replicas").isMissingNode()).isTrue();
        assertThat(condition("Available")).startsWith("True MinimumReplicasAvailable");
        assertThat(cluster.pods(NS, "app", "web")).isEmpty();
        assertThat(cluster.events(NS, set(0)))
                .last()
                .asString()
                .startsWith("Normal SuccessfulDelete Deleted pod: " + set(0) + "-");
        image("local/nosuch:1");
        scale(3);
        assertThat(condition("Available"))
                .isEqualTo(
                        "False MinimumReplicasUnavailable Deployment does not have minimum"
                                + " availability.");
        image("nginx:1.27");
        cluster.advance(10);
        assertThat(count("availableReplicas")).isEqualTo(3);
        assertThat(condition("Available")).startsWith("True MinimumReplicasAvailable");
    }

    private void scale(int replicas) {
        cluster.change(DEPLOYMENT, NS, "web", d -> d.withObject("spec").put("replicas", replicas));
    }

    @Test
    void scalingInTheMiddleOfARolloutIsShared() {
        deploy(4, "");
        image("local/nosuch:1");
        cluster.advance(10);
        assertThat(sets()).extracting(Rollout::specReplicas).containsExactly(3, 2);
        scale(8);
        cluster.advance(10);
        assertThat(sets().stream().mapToInt(Rollout::specReplicas).sum()).isEqualTo(10);
        assertThat(sets()).extracting(Rollout::specReplicas).containsExactly(6, 4);
    }

    @Test
    void aPausedDeploymentDoesNotRollOut() {
        deploy(1, "");
        cluster.change(DEPLOYMENT, NS, "web", d -> d.withObject("spec").put("paused", true));
        image("nginx:latest");
        cluster.advance(10);
        assertThat(sets()).hasSize(1);
        assertThat(condition("Progressing"))
                .isEqualTo("Unknown DeploymentPaused Deployment is paused");
        cluster.change(DEPLOYMENT, NS, "web", d -> d.withObject("spec").put("paused", false));
        cluster.advance(20);
        assertThat(sets()).hasSize(2);
        assertThat(condition("Progressing")).startsWith("True NewReplicaSetAvailable");
    }

    @Test
    void recreateWaitsForTheOldPodsToGo() {
        deploy(2, ",'strategy':{'type':'Recreate'}");
        image("nginx:latest");
        for (int i = 0; i < 100; i++) {
            cluster.world().advance(java.time.Duration.ofMillis(100));
            assertThat(
                            cluster.world().store().list(POD, NS).stream()
                                    .map(p -> ObjectMeta.labels(p).get("pod-template-hash"))
                                    .distinct()
                                    .count())
                    .isLessThanOrEqualTo(1);
        }
        assertThat(count("updatedReplicas")).isEqualTo(2);
    }

    @Test
    void historyIsLimited() {
        deploy(1, ",'revisionHistoryLimit':1");
        for (String image : List.of("nginx:latest", "nginx:1.27", "busybox:1.36", "nginx:latest")) {
            image(image);
            cluster.advance(20);
        }
        assertThat(sets().size()).isLessThanOrEqualTo(3);
    }

    @Test
    void aMissingServiceAccountIsAReplicaFailure() {
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'lab'},"
                    + "'spec':{'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},"
                    + "'spec':{'serviceAccountName':'no-such-sa','containers':[{'name':'c','image':'nginx:1.27'}]}}}}");
        cluster.advance(3);
        String message =
                "pods \""
                        + set(0)
                        + "-\" is forbidden: error looking up service account lab/no-such-sa:"
                        + " serviceaccount \"no-such-sa\" not found";
        assertThat(condition("ReplicaFailure")).isEqualTo("True FailedCreate " + message);
        assertThat(cluster.events(NS, set(0)))
                .containsExactly("Warning FailedCreate Error creating: " + message);
        cluster.create(
                "{'apiVersion':'v1','kind':'ServiceAccount','metadata':{'name':'no-such-sa','namespace':'lab'}}");
        cluster.advance(20);
        assertThat(condition("ReplicaFailure")).isEmpty();
        assertThat(count("availableReplicas")).isEqualTo(1);
    }

    @Test
    void deletingADeploymentDeletesWhatItOwns() {
        deploy(2, "");
        cluster.delete(DEPLOYMENT, NS, "web");
        cluster.advance(40);
        assertThat(sets()).isEmpty();
        assertThat(cluster.world().store().list(POD, NS)).isEmpty();
    }
}
