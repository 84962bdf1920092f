package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.API_SERVICE;
import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class ApiServiceControllerTest {
    private static final String NS = "lab";
    private static final String NAME = "v1.things.example.com";

    private final TestCluster cluster = new TestCluster(3);

    @BeforeEach
    void api() {
        cluster.namespace(NS);
        cluster.create(
                "{'apiVersion':'apiregistration.k8s.io/v1','kind':'APIService','metadata':{'name':'v1.things.example.com'},'spec':{'group':'things.example.com','version':'v1','groupPriorityMinimum':100,'versionPriority':100,'insecureSkipTLSVerify':true,'service':{'namespace':'lab','name':'api'}}}");
    }

    private String available() {
        JsonNode condition = cluster.get(API_SERVICE, "", NAME).at("/status/conditions/0");
        return condition.path("status").asString()
                + " "
                + condition.path("reason").asString()
                + ": "
                + condition.path("message").asString();
    }

    @Test
    void anApiIsThereWhenItsServerCanBeReached() {
        assertThat(available())
                .isEqualTo("False ServiceNotFound: service/api in \"lab\" is not present");
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'api','namespace':'lab'},'spec':{'selector':{'app':'api'},'ports':[{'name':'web','port':80}]}}");
        assertThat(available())
                .isEqualTo(
                        "False ServicePortError: service/api in \"lab\" is not listening on port"
                                + " 443");
        cluster.change(
                dev.aoi.cluster.kind.ResourceKinds.SERVICE,
                NS,
                "api",
                s ->
                        ((tools.jackson.databind.node.ObjectNode) s.at("/spec/ports/0"))
                                .put("name", "https")
                                .put("port", 443));
        assertThat(available())
                .isEqualTo(
                        "False MissingEndpoints: endpoints for service/api in \"lab\" have no"
                                + " addresses with port name \"https\"");
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'api','namespace':'lab'},'spec':{'selector':{'matchLabels':{'app':'api'}},'template':{'metadata':{'labels':{'app':'api'}},'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]}}}}");
        cluster.advance(10);
        assertThat(available()).isEqualTo("True Passed: all checks passed");
        cluster.change(DEPLOYMENT, NS, "api", d -> d.withObject("spec").put("replicas", 0));
        cluster.advance(60);
        assertThat(available()).startsWith("False MissingEndpoints");
    }
}
