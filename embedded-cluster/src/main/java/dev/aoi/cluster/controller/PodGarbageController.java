package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.PodDisruption;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Removes pods of nodes that do not exist, once they have been away for a while (Kubernetes: "Pod
 * garbage collection").
 */
public final class PodGarbageController implements Controller {
    /** A quarantine of 40 s, and half of the 20 s between two looks. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final Map<String, Instant> missing = new HashMap<>();

    @Override
    public String name() {
        return "pod-garbage-collector";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NODE, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == POD) {
            context.store().get(key).ifPresent(pod -> look(pod, context));
            return;
        }
        if (context.store().get(key).isPresent()) {
            missing.remove(key.name());
            return;
        }
        for (ObjectNode pod : context.store().list(POD, "")) {
            if (Pods.nodeName(pod).equals(key.name())) {
                look(pod, context);
            }
        }
    }

    private void look(ObjectNode pod, ControllerContext context) {
        String node = Pods.nodeName(pod);
        if (node.isEmpty()
                || context.store().get(ObjectKey.clusterScoped(NODE, node)).isPresent()) {
            return;
        }
        ObjectKey key = ObjectKey.of(POD, pod);
        Instant due = missing.computeIfAbsent(node, n -> context.now()).plus(PATIENCE);
        if (context.now().isBefore(due)) {
            context.requeueAfter(key, Duration.between(context.now(), due));
            return;
        }
        PodDisruption.mark(context.store(), pod, "DeletionByPodGC", "PodGC: node no longer exists");
        if (!Pods.over(pod)) {
            ObjectNode stored = context.store().get(key).orElseThrow();
            ObjectNode status = (ObjectNode) stored.path("status").deepCopy();
            Status.write(context.store(), POD, stored, status.put("phase", "Failed"));
        }
        context.store().delete(key, new Preconditions(ObjectMeta.uid(pod), null, 0L, null));
    }
}
