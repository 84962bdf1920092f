package dev.aoi.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ClusterShape;
import dev.aoi.cluster.world.World;

import org.junit.jupiter.api.Test;

import java.util.List;

class SingleNodeTest {
    private final World world =
            new World("w", 1, ClusterShape.NODE1, KubernetesBehaviour.factory());

    @Test
    void hasOneNodeAndNoOtherNamespacesThanTheSystems() {
        assertThat(names(ResourceKinds.NODE)).containsExactly("node1");
        assertThat(names(ResourceKinds.NAMESPACE))
                .containsExactly("default", "kube-node-lease", "kube-public", "kube-system");
        assertThat(names(ResourceKinds.CLUSTER_ROLE)).contains("admin", "edit", "view").hasSize(70);
    }

    @Test
    void startsWithDnsReady() {
        assertThat(world.store().list(ResourceKinds.DEPLOYMENT, "kube-system"))
                .singleElement()
                .satisfies(dns -> assertThat(dns.at("/status/readyReplicas").asInt()).isEqualTo(1));
        assertThat(world.failures()).isZero();
    }

    @Test
    void knowsOnlyLocalImages() {
        assertThat(
                        world.store()
                                .list(ResourceKinds.NODE, "")
                                .getFirst()
                                .at("/status/images")
                                .findValuesAsString("sizeBytes"))
                .contains("768764");
    }

    private List<String> names(ResourceKind kind) {
        return world.store().list(kind, "").stream().map(ObjectMeta::name).toList();
    }
}
