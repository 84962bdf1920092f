package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.podtemplate.Vectors;
import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Deployments and StatefulSets as they were sent to a real cluster: defaults and hash together give
 * its names.
 */
class RecordedNamesTest {
    static List<JsonNode> deployments() {
        return Vectors.read("recorded-deployments.jsonl");
    }

    static List<JsonNode> statefulSets() {
        return Vectors.read("recorded-stateful-sets.jsonl");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void setIsCalledAsTheRealOne(JsonNode vector) {
        TestCluster cluster = new TestCluster(3);
        ObjectNode deployment = (ObjectNode) vector.path("deployment").deepCopy();
        String namespace = ObjectMeta.namespace(deployment);
        if (!namespace.equals("kube-system")) {
            cluster.namespace(namespace);
        }
        cluster.create(deployment);
        cluster.advance(1);
        assertThat(cluster.world().store().list(REPLICA_SET, namespace))
                .extracting(ObjectMeta::name)
                .contains(ObjectMeta.name(deployment) + "-" + vector.path("hash").asString());
    }

    @ParameterizedTest
    @MethodSource("statefulSets")
    void revisionIsCalledAsTheRealOne(JsonNode vector) {
        TestCluster cluster = new TestCluster(3);
        ObjectNode set = (ObjectNode) vector.path("statefulSet").deepCopy();
        cluster.namespace(ObjectMeta.namespace(set));
        cluster.create(set);
        cluster.advance(1);
        String name = ObjectMeta.name(set);
        assertThat(
                        cluster.get(STATEFUL_SET, ObjectMeta.namespace(set), name)
                                .at("/status/updateRevision")
                                .asString())
                .isEqualTo(name + "-" + vector.path("revisionHash").asString());
    }
}
