package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.EVENT;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.RESOURCE_QUOTA;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

class ResourceQuotaTest {
    private final World world = new World("w", 1, KubernetesBehaviour.factory());
    private final TestCluster cluster = new TestCluster(world);

    @Test
    void aQuotaRefusesWhatItHasNoRoomForAndALimitRangeFillsWhatIsNotSaid() {
        cluster.create(
                "{'apiVersion':'v1','kind':'ResourceQuota','metadata':{'name':'q','namespace':'default'},"
                    + "'spec':{'hard':{'pods':'2','requests.cpu':'100m'}}}");
        cluster.create(
                "{'apiVersion':'v1','kind':'LimitRange','metadata':{'name':'lr','namespace':'default'},"
                    + "'spec':{'limits':[{'type':'Container','default':{'cpu':'500m'},'defaultRequest':{'cpu':'60m'}}]}}");
        cluster.create(
                "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','namespace':'default'},'spec':{'replicas':3,"
                    + "'selector':{'matchLabels':{'app':'d'}},'template':{'metadata':{'labels':{'app':'d'}},"
                    + "'spec':{'containers':[{'name':'c','image':'busybox:1.36','command':['sleep','1d']}]}}}}");
        cluster.advance(5);
        assertThat(world.store().list(POD, "default"))
                .singleElement()
                .satisfies(
                        pod -> {
                            assertThat(
                                            pod.at("/spec/containers/0/resources/requests/cpu")
                                                    .asString())
                                    .isEqualTo("60m");
                            assertThat(
                                            pod.path("metadata")
                                                    .path("annotations")
                                                    .path("kubernetes.io/limit-ranger")
                                                    .asString())
                                    .isEqualTo(
                                            "LimitRanger plugin set: cpu request for container c;"
                                                    + " cpu limit for container c");
                        });
        assertThat(world.store().list(EVENT, "default"))
                .extracting((ObjectNode e) -> e.path("message").asString(""))
                .anyMatch(
                        m ->
                                m.endsWith(
                                        "is forbidden: exceeded quota: q, requested:"
                                                + " requests.cpu=60m, used: requests.cpu=60m,"
                                                + " limited: requests.cpu=100m"));
        ObjectNode quota = cluster.get(RESOURCE_QUOTA, "default", "q");
        assertThat(quota.at("/status/used/pods").asString()).isEqualTo("1");
        assertThat(quota.path("status").path("used").path("requests.cpu").asString())
                .isEqualTo("60m");
    }
}
