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
import java.util.LinkedHashMap;
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
    private record Told(String message, Instant at, int priority) {}

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
            boolean related =
                    unschedulable.values().stream()
                            .anyMatch(t -> t.message().contains("affinity rules"));
            if (pod.isEmpty() || Pods.over(pod.get()) || related) {
                retryAll(context);
            }
        }
    }

    /** The most important first, of equals the one that waits longer. */
    private void retryAll(ControllerContext context) {
        unschedulable.entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                        (Map.Entry<String, Told> e) -> -e.getValue().priority())
                                .thenComparing(e -> e.getValue().at()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(
                        path -> {
                            int slash = path.indexOf('/');
                            context.enqueue(
                                    name(),
                                    new ObjectKey(
                                            POD,
                                            path.substring(0, slash),
                                            path.substring(slash + 1)));
                        });
    }

    private void schedule(ObjectKey key, ObjectNode pod, ControllerContext context) {
        ClusterView view = ClusterView.of(context.store(), pod);
        Optional<String> claim = VolumeClaims.problem(pod, context.store());
        if (claim.isPresent()) {
            String message = "0/" + view.nodes().size() + " nodes are available: " + claim.get();
            refuse(key, pod, message, Optional.empty(), context);
            return;
        }
        Map<ObjectNode, List<Refusal>> refusals = new LinkedHashMap<>();
        List<ObjectNode> fitting = new ArrayList<>();
        for (ObjectNode node : view.nodes()) {
            List<Refusal> why = refusals(pod, node, view, context);
            if (why.isEmpty()) {
                fitting.add(node);
            } else {
                refusals.put(node, why);
            }
        }
        Optional<ObjectNode> best =
                fitting.stream()
                        .min(
                                Comparator.comparingInt((ObjectNode n) -> view.on(n).size())
                                        .thenComparing(ObjectMeta::name));
        if (best.isPresent()) {
            for (ObjectNode waiter : VolumeClaims.waiting(pod, context.store())) {
                Volumes.matching(waiter, context.store())
                        .ifPresent(volume -> Volumes.bind(waiter, volume, context));
            }
            bind(key, pod, ObjectMeta.name(best.get()), context);
        } else {
            makeRoom(key, pod, view, refusals, context);
        }
    }

    private static List<Refusal> refusals(
            ObjectNode pod, ObjectNode node, ClusterView view, ControllerContext context) {
        List<Refusal> refusals = NodeFit.refusals(pod, node, view.on(node));
        if (refusals.isEmpty()) {
            boolean bindable =
                    VolumeClaims.waiting(pod, context.store()).stream()
                            .allMatch(c -> Volumes.matching(c, context.store()).isPresent());
            if (!bindable) {
                return List.of(
                        Refusal.lasting(
                                "node(s) didn't find available persistent volumes to bind"));
            }
            refusals = TopologySpread.refusals(pod, node, view);
        }
        return refusals.isEmpty()
                ? new PodAffinity(context.store(), view, pod).refusals(node)
                : refusals;
    }

    private void makeRoom(
            ObjectKey key,
            ObjectNode pod,
            ClusterView view,
            Map<ObjectNode, List<Refusal>> refusals,
            ControllerContext context) {
        Preemption preemption =
                new Preemption(pod, view, (node, other) -> refusals(pod, node, other, context));
        if (preemption.waiting()) {
            return;
        }
        String message =
                Refusal.summary(
                        view.nodes().size(),
                        refusals.values().stream()
                                .flatMap(List::stream)
                                .map(Refusal::reason)
                                .toList());
        Preemption.Outcome outcome = preemption.plan(refusals);
        if (outcome.node().isEmpty()) {
            message += " no new claims to deallocate, preemption: " + outcome.message();
        }
        preemption.carryOut(outcome, name(), context);
        refuse(key, pod, message, outcome.node(), context);
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

    private void refuse(
            ObjectKey key,
            ObjectNode pod,
            String message,
            Optional<String> nominated,
            ControllerContext context) {
        String path = key.namespace() + "/" + key.name();
        Told told = unschedulable.get(path);
        context.requeueAfter(key, RETRY);
        ObjectNode status = waiting(pod, message, context);
        nominated.ifPresent(node -> status.put("nominatedNodeName", node));
        Status.write(context.store(), POD, pod, status);
        boolean news =
                told == null
                        || !told.message().equals(message)
                        || !context.now().isBefore(told.at().plus(RETRY));
        if (news) {
            unschedulable.put(path, new Told(message, context.now(), ClusterView.priority(pod)));
            context.events().record(pod, "Warning", "FailedScheduling", message, name());
        }
    }

    private static ObjectNode waiting(ObjectNode pod, String message, ControllerContext context) {
        ObjectNode status =
                pod.path("status") instanceof ObjectNode existing
                        ? existing.deepCopy()
                        : pod.objectNode();
        JsonNode before = status.path("conditions").path(0);
        String since =
                before.path("status").asString("").equals("False")
                        ? before.path("lastTransitionTime").asString("")
                        : Times.text(context.now());
        status.putArray("conditions")
                .addObject()
                .put("type", "PodScheduled")
                .put("status", "False")
                .put("observedGeneration", ObjectMeta.generation(pod))
                .putNull("lastProbeTime")
                .put("lastTransitionTime", since)
                .put("reason", "Unschedulable")
                .put("message", message);
        return status.put("phase", "Pending");
    }
}
