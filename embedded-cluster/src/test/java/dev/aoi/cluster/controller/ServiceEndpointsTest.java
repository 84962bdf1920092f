package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINTS;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class ServiceEndpointsTest {
    private static final String NS = "lab";

    private final TestCluster cluster = new TestCluster(5);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private void service(String targetPort) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Service','metadata':{'name':'s','namespace':'lab','labels':{'team':'a'}},"
                    + "'spec':{'selector':{'app':'a'},'ports':[{'name':'http','port':80,'targetPort':"
                        + targetPort
                        + "}]}}");
    }

    private String pod(String name, String probe) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'"
                        + name
                        + "','namespace':'lab','labels':{'app':'a'}},'spec':{'containers':[{'name':'c','image':'nginx:1.27',"
                        + "'ports':[{'name':'web','containerPort':8080}]"
                        + probe
                        + "}]}}");
        cluster.advance(8);
        return cluster.get(POD, NS, name).at("/status/podIP").asString();
    }

    private JsonNode endpoints(String path) {
        return cluster.get(ENDPOINTS, NS, "s").at(path);
    }

    private ObjectNode slice() {
        List<ObjectNode> slices = cluster.world().store().list(ENDPOINT_SLICE, NS);
        assertThat(slices).hasSize(1);
        return slices.getFirst();
    }

    @Test
    void aServiceWithoutPodsHasEmptyEndpoints() {
        service("8080");
        assertThat(endpoints("/subsets").isMissingNode()).isTrue();
        assertThat(slice().path("endpoints").isEmpty()).isTrue();
        assertThat(ObjectMeta.labels(slice()))
                .containsEntry("kubernetes.io/service-name", "s")
                .containsEntry(
                        "endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                .containsEntry("team", "a");
        assertThat(ObjectMeta.name(slice())).matches("s-[a-z0-9]{5}");
    }

    @Test
    void aNumberIsTakenAsItIs() {
        service("9999");
        String ip = pod("p", "");
        assertThat(endpoints("/subsets/0/addresses/0/ip").asString()).isEqualTo(ip);
        assertThat(endpoints("/subsets/0/addresses/0/targetRef/name").asString()).isEqualTo("p");
        assertThat(endpoints("/subsets/0/addresses/0/nodeName").asString())
                .isEqualTo("kind-worker");
        assertThat(endpoints("/subsets/0/ports").toString())
                .isEqualTo("[{\"name\":\"http\",\"port\":9999,\"protocol\":\"TCP\"}]");
        assertThat(slice().at("/endpoints/0/addresses/0").asString()).isEqualTo(ip);
        assertThat(slice().at("/endpoints/0/conditions").toString())
                .isEqualTo("{\"ready\":true,\"serving\":true,\"terminating\":false}");
        assertThat(slice().at("/ports/0/port").asInt()).isEqualTo(9999);
    }

    @Test
    void aNameIsLookedUpInThePod() {
        service("'web'");
        pod("p", "");
        assertThat(endpoints("/subsets/0/ports/0/port").asInt()).isEqualTo(8080);
        cluster.change(
                SERVICE,
                NS,
                "s",
                s -> ((ObjectNode) s.at("/spec/ports/0")).put("targetPort", "nosuch"));
        assertThat(endpoints("/subsets").isMissingNode()).isTrue();
        assertThat(slice().path("endpoints").isEmpty()).isTrue();
    }

    @Test
    void aSliceKeepsItsNameWhenThePortChanges() {
        service("8080");
        pod("p", "");
        String name = ObjectMeta.name(slice());
        cluster.change(
                SERVICE,
                NS,
                "s",
                s -> ((ObjectNode) s.at("/spec/ports/0")).put("targetPort", 9999));
        assertThat(ObjectMeta.name(slice())).isEqualTo(name);
        assertThat(slice().at("/ports/0/port").asInt()).isEqualTo(9999);
    }

    @Test
    void aPodThatIsNotReadyIsListedApart() {
        service("8080");
        String ip = pod("p", ",'readinessProbe':{'tcpSocket':{'port':1}}");
        assertThat(endpoints("/subsets/0/addresses").isMissingNode()).isTrue();
        assertThat(endpoints("/subsets/0/notReadyAddresses/0/ip").asString()).isEqualTo(ip);
        assertThat(slice().at("/endpoints/0/conditions").toString())
                .isEqualTo("{\"ready\":false,\"serving\":false,\"terminating\":false}");
    }

    @Test
    void aTerminatingPodIsGoneFromEndpointsButStillInTheSlice() {
        service("8080");
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','namespace':'lab','labels':{'app':'a'}},"
                    + "'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]}}");
        cluster.advance(8);
        cluster.delete(POD, NS, "p");
        assertThat(endpoints("/subsets").isMissingNode()).isTrue();
        assertThat(slice().at("/endpoints/0/conditions").toString())
                .isEqualTo("{\"ready\":false,\"serving\":true,\"terminating\":true}");
        cluster.advance(40);
        assertThat(slice().path("endpoints").isEmpty()).isTrue();
    }

    @Test
    void aChangedSelectorOrLabelMovesPods() {
        service("8080");
        pod("p", "");
        cluster.change(
                SERVICE,
                NS,
                "s",
                s -> s.withObject("spec").withObject("selector").put("app", "other"));
        assertThat(endpoints("/subsets").isMissingNode()).isTrue();
        cluster.change(
                POD,
                NS,
                "p",
                p -> p.withObject("metadata").withObject("labels").put("app", "other"));
        assertThat(endpoints("/subsets/0/addresses").size()).isEqualTo(1);
        cluster.change(
                POD,
                NS,
                "p",
                p -> p.withObject("metadata").withObject("labels").put("app", "none"));
        assertThat(endpoints("/subsets").isMissingNode()).isTrue();
    }

    @Test
    void aDeletedServiceTakesItsEndpointsAlong() {
        service("8080");
        pod("p", "");
        cluster.delete(SERVICE, NS, "s");
        assertThat(cluster.exists(ENDPOINTS, NS, "s")).isFalse();
        assertThat(cluster.world().store().list(ENDPOINT_SLICE, NS)).isEmpty();
    }

    private String trigger() {
        return ObjectMeta.annotations(cluster.get(ENDPOINTS, NS, "s"))
                .getOrDefault("endpoints.kubernetes.io/last-change-trigger-time", "none");
    }

    @Test
    void theTriggerTimeIsThatOfThePodThatChangedAndGoesWithAChangeThatHasNone() {
        service("8080");
        assertThat(trigger())
                .isEqualTo(ObjectMeta.creationTimestamp(cluster.get(SERVICE, NS, "s")));
        pod("p", "");
        String ready = "none";
        for (JsonNode condition : cluster.get(POD, NS, "p").at("/status/conditions")) {
            if (condition.path("type").asString().equals("Ready")) {
                ready = condition.path("lastTransitionTime").asString();
            }
        }
        assertThat(trigger()).isEqualTo(ready);
        assertThat(ObjectMeta.annotations(slice()))
                .containsEntry("endpoints.kubernetes.io/last-change-trigger-time", ready);
        cluster.change(
                SERVICE,
                NS,
                "s",
                s -> ((ObjectNode) s.at("/spec/ports/0")).put("targetPort", 9090));
        cluster.advance(2);
        assertThat(endpoints("/subsets/0/ports/0/port").asInt()).isEqualTo(9090);
        assertThat(trigger()).isEqualTo("none");
    }
}
