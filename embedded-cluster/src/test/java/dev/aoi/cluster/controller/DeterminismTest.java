package dev.aoi.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

class DeterminismTest {
    private static String run(long seed) {
        SocialNetwork app = SocialNetwork.original();
        TestCluster cluster = new TestCluster(seed);
        cluster.namespace(app.namespace());
        app.manifests().forEach(cluster::create);
        cluster.create(app.load("wrk", "/wrk2-api/post/compose"));
        cluster.advance(60);
        StringBuilder dump = new StringBuilder();
        for (ResourceKind kind : ResourceKinds.all()) {
            for (ObjectNode object : cluster.world().store().list(kind, "")) {
                dump.append(object).append('\n');
            }
        }
        for (ObjectNode pod : cluster.world().store().list(ResourceKinds.POD, "")) {
            cluster.logs(pod).forEach(line -> dump.append(line).append('\n'));
        }
        return dump.append(cluster.world().now()).toString();
    }

    @Test
    void equalSeedsGiveEqualWorlds() {
        assertThat(run(42)).isEqualTo(run(42));
        assertThat(run(42)).isNotEqualTo(run(43));
    }
}
