package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the scheduler sees when it looks for a place for a pod.
 *
 * @param placed pods that are on nodes, or wait for the place that others make for them
 */
record ClusterView(List<ObjectNode> nodes, List<ObjectNode> placed) {
    static ClusterView of(ObjectStore store, ObjectNode pod) {
        return new ClusterView(
                store.list(NODE, ""),
                store.indexes().placedPods().stream()
                        .filter(p -> !Pods.over(p))
                        .filter(p -> !Pods.nodeName(p).isEmpty() || goesBefore(p, pod))
                        .toList());
    }

    private static boolean goesBefore(ObjectNode nominated, ObjectNode pod) {
        return !ObjectMeta.uid(nominated).equals(ObjectMeta.uid(pod))
                && !ObjectMeta.terminating(nominated)
                && priority(nominated) >= priority(pod);
    }

    static int priority(ObjectNode pod) {
        return pod.path("spec").path("priority").asInt(0);
    }

    private static String nodeOf(ObjectNode pod) {
        String node = Pods.nodeName(pod);
        return node.isEmpty() ? pod.path("status").path("nominatedNodeName").asString("") : node;
    }

    List<ObjectNode> on(ObjectNode node) {
        String name = ObjectMeta.name(node);
        return placed.stream().filter(p -> nodeOf(p).equals(name)).toList();
    }

    Optional<ObjectNode> nodeUnder(ObjectNode pod) {
        String name = nodeOf(pod);
        return nodes.stream().filter(n -> ObjectMeta.name(n).equals(name)).findFirst();
    }

    ClusterView without(Collection<ObjectNode> pods) {
        return new ClusterView(nodes, placed.stream().filter(p -> !pods.contains(p)).toList());
    }
}
