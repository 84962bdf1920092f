package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.PodDisruption;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Makes room for a pod by deleting pods of lower priority (Kubernetes: "Preemption").
 *
 * <ol>
 *   <li>On each node that refuses only because of its pods, all of lower priority are thought away.
 *   <li>If the pod fits then, they are taken back one by one, the most important first, as long as
 *       it still fits; the others are the victims.
 *   <li>The node whose most important victim is the least important wins, then that with fewer
 *       victims, then the first by name.
 * </ol>
 */
final class Preemption {
    /**
     * What came of it.
     *
     * @param node where there will be room; empty when nowhere
     * @param message what the scheduler says of it
     */
    record Outcome(Optional<String> node, List<ObjectNode> victims, String message) {}

    private static final Comparator<ObjectNode> IMPORTANCE =
            Comparator.comparingInt((ObjectNode p) -> ClusterView.priority(p))
                    .reversed()
                    .thenComparing(ObjectMeta::creationTimestamp)
                    .thenComparing(ObjectMeta::name);

    private record Candidate(ObjectNode node, List<ObjectNode> victims) {}

    private final ObjectNode pod;
    private final ClusterView view;
    private final BiFunction<ObjectNode, ClusterView, List<Refusal>> filter;

    /** Looks for a place under a filter that tells why a node refuses the pod in some view. */
    Preemption(
            ObjectNode pod,
            ClusterView view,
            BiFunction<ObjectNode, ClusterView, List<Refusal>> filter) {
        this.pod = pod;
        this.view = view;
        this.filter = filter;
    }

    /** Whether the pod already waits for pods that go. */
    boolean waiting() {
        String nominated = pod.path("status").path("nominatedNodeName").asString("");
        return view.placed().stream()
                .anyMatch(
                        p ->
                                Pods.nodeName(p).equals(nominated)
                                        && ObjectMeta.terminating(p)
                                        && lower(p));
    }

    Outcome plan(Map<ObjectNode, List<Refusal>> refusals) {
        if (pod.path("spec").path("preemptionPolicy").asString("").equals("Never")) {
            return nothing("not eligible due to preemptionPolicy=Never.");
        }
        List<String> reasons = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        refusals.forEach((node, why) -> consider(node, why, candidates, reasons));
        Optional<Candidate> best =
                candidates.stream()
                        .min(
                                Comparator.comparingInt(
                                                (Candidate c) ->
                                                        ClusterView.priority(
                                                                c.victims().getFirst()))
                                        .thenComparingInt(c -> c.victims().size())
                                        .thenComparing(c -> ObjectMeta.name(c.node())));
        return best.map(c -> new Outcome(Optional.of(ObjectMeta.name(c.node())), c.victims(), ""))
                .orElseGet(() -> nothing(Refusal.summary(view.nodes().size(), reasons)));
    }

    private static Outcome nothing(String message) {
        return new Outcome(Optional.empty(), List.of(), message);
    }

    private void consider(
            ObjectNode node, List<Refusal> why, List<Candidate> candidates, List<String> reasons) {
        if (why.stream().anyMatch(Refusal::lasting)) {
            reasons.add("Preemption is not helpful for scheduling");
            return;
        }
        List<ObjectNode> lower =
                view.on(node).stream().filter(this::lower).sorted(IMPORTANCE).toList();
        if (lower.isEmpty()) {
            reasons.add("No preemption victims found for incoming pod");
            return;
        }
        List<Refusal> still = filter.apply(node, view.without(lower));
        if (!still.isEmpty()) {
            still.forEach(r -> reasons.add(r.reason()));
            return;
        }
        List<ObjectNode> victims = new ArrayList<>(lower);
        for (ObjectNode spared : lower) {
            victims.remove(spared);
            if (!filter.apply(node, view.without(victims)).isEmpty()) {
                victims.add(spared);
            }
        }
        victims.sort(IMPORTANCE);
        candidates.add(new Candidate(node, victims));
    }

    private boolean lower(ObjectNode other) {
        return ClusterView.priority(other) < ClusterView.priority(pod);
    }

    /** Deletes the victims. */
    void carryOut(Outcome outcome, String component, ControllerContext context) {
        for (ObjectNode victim : outcome.victims()) {
            if (ObjectMeta.terminating(victim)) {
                continue;
            }
            PodDisruption.mark(
                    context.store(),
                    victim,
                    "PreemptionByScheduler",
                    component + ": preempting to accommodate a higher priority pod");
            context.store()
                    .delete(ObjectKey.of(POD, victim), Preconditions.uid(ObjectMeta.uid(victim)));
            context.events()
                    .record(
                            victim,
                            "Normal",
                            "Preempted",
                            "Preempted by pod %s on node %s"
                                    .formatted(ObjectMeta.uid(pod), outcome.node().orElse("")),
                            component);
        }
    }
}
