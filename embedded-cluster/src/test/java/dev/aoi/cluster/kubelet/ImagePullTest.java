package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;

class ImagePullTest {
    private static final String NS = "lab";
    private static final String IMAGE = "local/mongo:4.4.6";

    private final TestCluster cluster =
            new TestCluster(new World("w", 1, ClusterShape.NODE1, KubernetesBehaviour.factory()));

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private void pod(String name, String image) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'%s','namespace':'lab'},'spec':{'containers':[{'name':'c','image':'%s'}]}}"
                        .formatted(name, image));
    }

    private List<String> images(String name) {
        return cluster.events(NS, name).stream()
                .filter(event -> event.contains("image \""))
                .map(event -> event.replaceAll("\\d+ms", "N"))
                .toList();
    }

    @Test
    void whoWantsWhatIsBeingPulledWaitsForIt() {
        pod("a", IMAGE);
        pod("b", IMAGE);
        cluster.advance(5);
        List<List<String>> told = List.of(images("a"), images("b"));
        assertThat(told)
                .containsExactlyInAnyOrder(
                        List.of(
                                "Normal Pulling Pulling image \"" + IMAGE + "\"",
                                "Normal Pulled Successfully pulled image \""
                                        + IMAGE
                                        + "\" in N (N including waiting). Image size: 7803640"
                                        + " bytes."),
                        List.of(
                                "Normal Pulled Container image \""
                                        + IMAGE
                                        + "\" already present on machine and can be accessed by"
                                        + " the pod"));
    }

    @Test
    void theNodesStatusTellsWhatWasPulledTheLargestFirst() {
        pod("a", "local/busybox:1");
        pod("b", IMAGE);
        cluster.advance(5);
        JsonNode images = cluster.get(ResourceKinds.NODE, "", "node1").at("/status/images");
        assertThat(images.findValuesAsString("sizeBytes"))
                .containsExactly("78818071", "7803640", "2007801", "768764");
        assertThat(images.at("/1/names").toString())
                .isEqualTo(
                        "[\"docker.io/local/mongo@sha256:90a9f78ea208f86499ade6786a8f065d8157d9abc02b8cecd9b58de94f8f7cf8\","
                            + "\"docker.io/local/mongo:4.4.6\"]");
    }
}
