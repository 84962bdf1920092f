package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.POD_DISRUPTION_BUDGET;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class DisruptionControllerTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(3);

    @BeforeEach
    void workload() {
        cluster.namespace(NS);
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'web','namespace':'lab'},'spec':{'replicas':4,'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]}}}}");
        cluster.advance(10);
    }

    private String budget(String rule) {
        cluster.create(
                "{'apiVersion':'policy/v1','kind':'PodDisruptionBudget','metadata':{'name':'b','namespace':'lab'},'spec':{%s,'selector':{'matchLabels':{'app':'web'}}}}"
                        .formatted(rule));
        cluster.advance(1);
        return counts();
    }

    private String counts() {
        JsonNode status = cluster.get(POD_DISRUPTION_BUDGET, NS, "b").path("status");
        return "%d of %d healthy, %d wanted, %d allowed: %s"
                .formatted(
                        status.path("currentHealthy").asInt(),
                        status.path("expectedPods").asInt(),
                        status.path("desiredHealthy").asInt(),
                        status.path("disruptionsAllowed").asInt(),
                        status.at("/conditions/0/reason").asString());
    }

    @Test
    void aNumberIsCountedInPods() {
        assertThat(budget("'minAvailable':3"))
                .isEqualTo("4 of 4 healthy, 3 wanted, 1 allowed: SufficientPods");
    }

    @Test
    void aShareIsOfWhatTheControllerWants() {
        assertThat(budget("'maxUnavailable':'50%'"))
                .isEqualTo("4 of 4 healthy, 2 wanted, 2 allowed: SufficientPods");
    }

    @Test
    void podsThatAreMissingUseTheBudgetUp() {
        budget("'maxUnavailable':1");
        cluster.change(
                DEPLOYMENT,
                NS,
                "web",
                d ->
                        ((tools.jackson.databind.node.ObjectNode)
                                        d.at("/spec/template/spec/containers/0"))
                                .put("image", "local/nosuch:1"));
        cluster.advance(60);
        assertThat(counts()).endsWith("0 allowed: InsufficientPods");
    }
}
