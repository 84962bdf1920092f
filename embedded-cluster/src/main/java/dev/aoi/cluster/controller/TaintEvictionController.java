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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes pods, finished ones too, from nodes whose {@code NoExecute} taints they do not tolerate,
 * or tolerate for a while only: then when the shortest of the tolerations is over.
 */
public final class TaintEvictionController implements Controller {
    private final Map<ObjectKey, Instant> due = new HashMap<>();

    @Override
    public String name() {
        return "taint-eviction-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NODE, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == POD) {
            look(key, context);
            return;
        }
        for (ObjectNode pod : context.store().list(POD, "")) {
            if (Pods.nodeName(pod).equals(key.name())) {
                look(ObjectKey.of(POD, pod), context);
            }
        }
    }

    private void look(ObjectKey key, ControllerContext context) {
        Optional<ObjectNode> pod = context.store().get(key);
        if (pod.isEmpty() || ObjectMeta.terminating(pod.get())) {
            due.remove(key);
            return;
        }
        List<JsonNode> taints = taints(pod.get(), context);
        Optional<Duration> stay = NodeFit.stay(pod.get(), taints);
        if (stay.isEmpty()) {
            if (due.remove(key) != null) {
                event(pod.get(), context, "Cancelling deletion of Pod " + path(key));
            }
            return;
        }
        Instant end = due.computeIfAbsent(key, k -> context.now().plus(stay.get()));
        if (context.now().isBefore(end)) {
            context.requeueAfter(key, Duration.between(context.now(), end));
            return;
        }
        due.remove(key);
        event(pod.get(), context, "Marking for deletion Pod " + path(key));
        PodDisruption.mark(
                context.store(),
                pod.get(),
                "DeletionByTaintManager",
                "Taint manager: deleting due to NoExecute taint");
        context.store().delete(key, Preconditions.uid(ObjectMeta.uid(pod.get())));
    }

    private static List<JsonNode> taints(ObjectNode pod, ControllerContext context) {
        String name = Pods.nodeName(pod);
        return name.isEmpty()
                ? List.of()
                : context.store().get(ObjectKey.clusterScoped(NODE, name)).stream()
                        .flatMap(node -> node.path("spec").path("taints").valueStream())
                        .filter(t -> t.path("effect").asString("").equals("NoExecute"))
                        .toList();
    }

    private static String path(ObjectKey key) {
        return key.namespace() + "/" + key.name();
    }

    private void event(ObjectNode pod, ControllerContext context, String message) {
        ObjectNode reference = pod.deepCopy();
        ObjectMeta.mutable(reference).remove(List.of("uid", "resourceVersion"));
        context.events().record(reference, "Normal", "TaintManagerEviction", message, name());
    }
}
