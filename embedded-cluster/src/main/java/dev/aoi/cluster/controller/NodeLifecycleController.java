package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Watches over nodes (Kubernetes: "Node conditions", "Taint based evictions").
 *
 * <ol>
 *   <li>A node whose kubelet has been silent for long enough becomes {@code Unknown}, its pods not
 *       ready, and it gets the taints {@code unreachable}.
 *   <li>When the kubelet reports again its conditions are as before and the taints go.
 *   <li>A cordoned node has the taint {@code unschedulable}.
 * </ol>
 */
public final class NodeLifecycleController implements Controller {
    /** From a kubelet's end to its node's being not ready; recorded: 48 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(48);

    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

    private final Function<String, Optional<Instant>> silentSince;

    /** A controller that asks since when a node's kubelet is silent. */
    public NodeLifecycleController(Function<String, Optional<Instant>> silentSince) {
        this.silentSince = silentSince;
    }

    @Override
    public String name() {
        return "node-lifecycle-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NODE);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectNode> node = context.store().get(key);
        if (node.isEmpty()) {
            return;
        }
        NodeTaints taints = new NodeTaints(key, context);
        boolean cordoned = node.get().path("spec").path("unschedulable").asBoolean(false);
        taints.keep(UNSCHEDULABLE, "NoSchedule", cordoned);
        Optional<Instant> silent = silentSince.apply(key.name());
        if (silent.isEmpty()) {
            if (unknown(node.get())) {
                NodeReports.report(key, context);
            }
            taints.keep(UNREACHABLE, "NoSchedule", false);
            taints.keep(UNREACHABLE, "NoExecute", false);
            return;
        }
        Instant due = silent.get().plus(PATIENCE);
        if (context.now().isBefore(due)) {
            context.requeueAfter(key, Duration.between(context.now(), due));
            return;
        }
        if (!unknown(node.get())) {
            lose(key, context);
        }
        taints.keep(UNREACHABLE, "NoSchedule", true);
        taints.keep(UNREACHABLE, "NoExecute", true);
    }

    private static boolean unknown(ObjectNode node) {
        return node.at("/status/conditions")
                .valueStream()
                .anyMatch(
                        c ->
                                c.path("type").asString("").equals("Ready")
                                        && c.path("status").asString("").equals("Unknown"));
    }

    private static void lose(ObjectKey key, ControllerContext context) {
        ObjectNode node = context.store().get(key).orElseThrow().deepCopy();
        for (JsonNode condition : node.at("/status/conditions")) {
            ((ObjectNode) condition)
                    .put("status", "Unknown")
                    .put("lastTransitionTime", Times.text(context.now()))
                    .put("reason", "NodeStatusUnknown")
                    .put("message", "Kubelet stopped posting node status.");
        }
        context.store().updateStatus(NODE, node);
        context.events()
                .record(
                        node,
                        "Normal",
                        "NodeNotReady",
                        "Node " + key.name() + " status is now: NodeNotReady",
                        "node-controller");
        for (ObjectNode pod : context.store().list(POD, "")) {
            if (Pods.nodeName(pod).equals(key.name()) && !Pods.over(pod)) {
                notReady(pod, context);
            }
        }
    }

    private static void notReady(ObjectNode pod, ControllerContext context) {
        ObjectNode status = (ObjectNode) pod.path("status").deepCopy();
        List<JsonNode> conditions = new ArrayList<>();
        status.path("conditions").forEach(conditions::add);
        ArrayNode list = status.putArray("conditions");
        for (JsonNode condition : conditions) {
            list.add(condition);
            if (condition.path("type").asString("").equals("Ready")
                    && condition.path("status").asString("").equals("True")) {
                ((ObjectNode) condition)
                        .put("status", "False")
                        .put("lastTransitionTime", Times.text(context.now()));
            }
        }
        if (status.equals(pod.path("status"))) {
            return;
        }
        Status.write(context.store(), POD, pod, status);
        context.events()
                .record(pod, "Warning", "NodeNotReady", "Node is not ready", "node-controller");
    }
}
