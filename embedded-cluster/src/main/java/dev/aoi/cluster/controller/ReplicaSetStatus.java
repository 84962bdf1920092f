package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts a replica set's pods into its status. */
final class ReplicaSetStatus {
    private ReplicaSetStatus() {}

    /**
     * Counts the pods as they were before the set was scaled: what scaling did is counted when its
     * pods are heard of.
     */
    static void write(
            ObjectNode set,
            List<ObjectNode> pods,
            Optional<String> failure,
            ControllerContext context) {
        Duration minReady = Duration.ofSeconds(set.path("spec").path("minReadySeconds").asInt(0));
        List<ObjectNode> active = pods.stream().filter(Pods::active).toList();
        Instant now = context.now();
        int ready = count(active, Pods::ready);
        int available = count(active, pod -> Pods.available(pod, minReady, now));
        JsonNode labels = set.path("spec").path("template").path("metadata").path("labels");
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("replicas", active.size());
        Status.count(status, "fullyLabeledReplicas", count(active, pod -> hasAll(pod, labels)));
        Status.count(status, "readyReplicas", ready);
        Status.count(status, "availableReplicas", available);
        status.put(
                "terminatingReplicas",
                count(pods, pod -> ObjectMeta.terminating(pod) && !Pods.over(pod)));
        status.put("observedGeneration", ObjectMeta.generation(set));
        failure.ifPresent(message -> failed(status, set, message, now));
        Status.write(context.store(), REPLICA_SET, set, status);
        if (available < ready) {
            context.requeueAfter(ObjectKey.of(REPLICA_SET, set), minReady);
        }
    }

    private static void failed(ObjectNode status, ObjectNode set, String message, Instant now) {
        String since = Times.text(now);
        for (JsonNode old : set.path("status").path("conditions")) {
            if (old.path("type").asString("").equals("ReplicaFailure")) {
                since = old.path("lastTransitionTime").asString(since);
            }
        }
        status.putArray("conditions")
                .addObject()
                .put("type", "ReplicaFailure")
                .put("status", "True")
                .put("reason", "FailedCreate")
                .put("message", message)
                .put("lastTransitionTime", since);
    }

    private static boolean hasAll(ObjectNode pod, JsonNode labels) {
        JsonNode own = pod.path("metadata").path("labels");
        return labels.propertyStream()
                .allMatch(label -> label.getValue().equals(own.path(label.getKey())));
    }

    private static int count(
            List<ObjectNode> pods, java.util.function.Predicate<ObjectNode> which) {
        return (int) pods.stream().filter(which).count();
    }
}
