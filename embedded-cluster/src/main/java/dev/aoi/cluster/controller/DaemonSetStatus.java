package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DAEMON_SET;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Status of a DaemonSet: how many nodes have what they are to have. */
final class DaemonSetStatus {
    private DaemonSetStatus() {}

    static boolean available(ObjectNode set, ObjectNode pod, ControllerContext context) {
        return !ObjectMeta.terminating(pod) && Pods.available(pod, minReady(set), context.now());
    }

    private static Duration minReady(ObjectNode set) {
        return Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong(0));
    }

    static void write(
            ObjectNode set, String hash, List<ObjectNode> nodes, ControllerContext context) {
        List<ObjectNode> pods =
                Owners.owned(context.store(), POD, DAEMON_SET, set).stream()
                        .filter(Pods::active)
                        .toList();
        int desired = 0;
        int current = 0;
        int misplaced = 0;
        int ready = 0;
        int available = 0;
        int updated = 0;
        for (ObjectNode node : nodes) {
            List<ObjectNode> there = DaemonPods.on(pods, ObjectMeta.name(node));
            if (!DaemonPods.wanted(set, node)) {
                misplaced += there.isEmpty() ? 0 : 1;
                continue;
            }
            desired++;
            if (there.isEmpty()) {
                continue;
            }
            ObjectNode pod = there.getFirst();
            current++;
            ready += Pods.ready(pod) ? 1 : 0;
            available += available(set, pod, context) ? 1 : 0;
            updated += DaemonPods.current(pod, hash) ? 1 : 0;
            Pods.readySince(pod)
                    .map(since -> since.plus(minReady(set)))
                    .filter(due -> due.isAfter(context.now()))
                    .ifPresent(due -> later(set, due, context));
        }
        ObjectNode status = set.objectNode();
        status.put("currentNumberScheduled", current)
                .put("numberMisscheduled", misplaced)
                .put("desiredNumberScheduled", desired)
                .put("numberReady", ready)
                .put("observedGeneration", ObjectMeta.generation(set));
        Status.count(status, "updatedNumberScheduled", updated);
        Status.count(status, "numberAvailable", available);
        Status.count(status, "numberUnavailable", desired - available);
        Status.write(context.store(), DAEMON_SET, set, status);
    }

    private static void later(ObjectNode set, Instant due, ControllerContext context) {
        context.requeueAfter(ObjectKey.of(DAEMON_SET, set), Duration.between(context.now(), due));
    }
}
