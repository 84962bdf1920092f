package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.PVC;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Binds pods to nodes. A pod that fits nowhere stays Pending with the reasons in its condition and
 * an event, and is tried again when nodes, claims or other pods change, and every five minutes.
 */
public final class Scheduler implements Controller {
    private static final Duration RETRY = Duration.ofMinutes(5);

    /** What was last said about a pod that fits nowhere, and when. */
    private record Told(String message, Instant at) {}

    private final TreeMap<String, Told> unschedulable = new TreeMap<>();

    @Override
    public String name() {
        return "default-scheduler";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(POD, NODE, PVC);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() != POD) {
            retryAll(context);
            return;
        }
        Optional<ObjectNode> pod = context.store().get(key);
        String path = key.namespace() + "/" + key.name();
        boolean pending =
                pod.isPresent()
                        && Pods.nodeName(pod.get()).isEmpty()
                        && !ObjectMeta.terminating(pod.get())
                        && pod.get()
                                .path("spec")
                                .path("schedulerName")
                                .asString("default-scheduler")
                                .equals(name());
        if (pending) {
            schedule(key, pod.get(), context);
        } else {
            unschedulable.remove(path);
            if (pod.isEmpty() || Pods.over(pod.get())) {
                retryAll(context);
            }
        }
    }

    private void retryAll(ControllerContext context) {
        for (String path : List.copyOf(unschedulable.keySet())) {
            int slash = path.indexOf('/');
            context.enqueue(
                    name(),
                    new ObjectKey(POD, path.substring(0, slash), path.substring(slash + 1)));
        }
    }

    private void schedule(ObjectKey key, ObjectNode pod, ControllerContext context) {
        List<ObjectNode> nodes = context.store().list(NODE, "");
        List<ObjectNode> pods =
                context.store().list(POD, "").stream().filter(p -> !Pods.over(p)).toList();
        Optional<String> claim = VolumeClaims.problem(pod, context.store());
        if (claim.isPresent()) {
            refuse(key, pod, "0/" + nodes.size() + " nodes are available: " + claim.get(), context);
            return;
        }
        List<ObjectNode> waiting = VolumeClaims.waiting(pod, context.store());
        boolean bindable =
                waiting.stream().allMatch(c -> Volumes.matching(c, context.store()).isPresent());
        Map<String, Integer> reasons = new TreeMap<>();
        List<ObjectNode> fitting = new ArrayList<>();
        for (ObjectNode node : nodes) {
            List<ObjectNode> there =
                    pods.stream()
                            .filter(p -> Pods.nodeName(p).equals(ObjectMeta.name(node)))
                            .toList();
            List<String> refusals = NodeFit.refusals(pod, node, there);
            if (refusals.isEmpty() && !bindable) {
                refusals = List.of("node(s) didn't find available persistent volumes to bind");
            }
            refusals.forEach(reason -> reasons.merge(reason, 1, Integer::sum));
            if (refusals.isEmpty()) {
                fitting.add(node);
            }
        }
        Optional<ObjectNode> best =
                fitting.stream()
                        .min(
                                Comparator.comparingInt((ObjectNode n) -> NodeFit.crowd(pods, n))
                                        .thenComparing(ObjectMeta::name));
        if (best.isPresent()) {
            for (ObjectNode waiter : waiting) {
                Volumes.matching(waiter, context.store())
                        .ifPresent(volume -> Volumes.bind(waiter, volume, context));
            }
            bind(key, pod, ObjectMeta.name(best.get()), context);
        } else {
            refuse(key, pod, message(nodes.size(), reasons), context);
        }
    }

    private static String message(int nodes, Map<String, Integer> reasons) {
        List<String> parts =
                reasons.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .sorted()
                        .toList();
        String available = "0/" + nodes + " nodes are available: ";
        return available
                + String.join(", ", parts)
                + ". no new claims to deallocate, preemption: "
                + available
                + nodes
                + " Preemption is not helpful for scheduling.";
    }

    private void bind(ObjectKey key, ObjectNode pod, String node, ControllerContext context) {
        unschedulable.remove(key.namespace() + "/" + key.name());
        ObjectNode stored = context.store().bind(pod, node);
        context.events()
                .record(
                        stored,
                        "Normal",
                        "Scheduled",
                        "Successfully assigned %s/%s to %s"
                                .formatted(key.namespace(), key.name(), node),
                        name());
    }

    private void refuse(ObjectKey key, ObjectNode pod, String message, ControllerContext context) {
        String path = key.namespace() + "/" + key.name();
        Told told = unschedulable.get(path);
        context.requeueAfter(key, RETRY);
        Status.write(context.store(), POD, pod, condition(pod, false, message, context));
        boolean news =
                told == null
                        || !told.message().equals(message)
                        || !context.now().isBefore(told.at().plus(RETRY));
        if (news) {
            unschedulable.put(path, new Told(message, context.now()));
            context.events().record(pod, "Warning", "FailedScheduling", message, name());
        }
    }

    private static ObjectNode condition(
            ObjectNode pod, boolean scheduled, String message, ControllerContext context) {
        ObjectNode status =
                pod.path("status") instanceof ObjectNode existing
                        ? existing.deepCopy()
                        : pod.objectNode();
        String value = scheduled ? "True" : "False";
        JsonNode before = status.path("conditions").path(0);
        String since =
                before.path("status").asString("").equals(value)
                        ? before.path("lastTransitionTime").asString("")
                        : Times.text(context.now());
        ObjectNode condition = status.putArray("conditions").addObject();
        condition.put("type", "PodScheduled").put("status", value);
        condition.put("observedGeneration", ObjectMeta.generation(pod));
        condition.putNull("lastProbeTime").put("lastTransitionTime", since);
        if (!scheduled) {
            condition.put("reason", "Unschedulable").put("message", message);
        }
        return status.put("phase", "Pending");
    }
}
