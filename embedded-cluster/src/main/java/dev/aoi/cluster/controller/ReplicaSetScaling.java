package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes the size of a deployment's replica sets. */
final class ReplicaSetScaling {
    private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    private static final String MAX = "deployment.kubernetes.io/max-replicas";

    private final Rollout rollout;
    private final ControllerContext context;

    ReplicaSetScaling(Rollout rollout, ControllerContext context) {
        this.rollout = rollout;
        this.context = context;
    }

    /** What a set of this deployment carries about the deployment's size. */
    static void annotate(ObjectNode set, Rollout rollout) {
        ObjectNode annotations = ObjectMeta.mutable(set).withObject("annotations");
        annotations.put(DESIRED, Integer.toString(rollout.wanted()));
        annotations.put(MAX, Integer.toString(rollout.wanted() + rollout.maxSurge()));
    }

    /** Sets a size; false when it is that already. */
    boolean to(ObjectNode set, int size) {
        int before = Rollout.specReplicas(set);
        ObjectNode changed = set.deepCopy();
        ObjectMeta.mutable(changed).remove("resourceVersion");
        changed.withObject("spec").put("replicas", size);
        annotate(changed, rollout);
        if (changed.path("spec").equals(set.path("spec"))
                && ObjectMeta.annotations(changed).equals(ObjectMeta.annotations(set))) {
            return false;
        }
        context.store().update(REPLICA_SET, changed);
        if (before == size) {
            return false;
        }
        context.events()
                .record(
                        rollout.deployment(),
                        "Normal",
                        "ScalingReplicaSet",
                        "Scaled %s replica set %s from %d to %d"
                                .formatted(
                                        size > before ? "up" : "down",
                                        ObjectMeta.name(set),
                                        before,
                                        size),
                        "deployment-controller");
        return true;
    }

    /** Whether the deployment's size has changed since its sets were last touched. */
    boolean sizeChanged() {
        return rollout.all().stream()
                .filter(set -> Rollout.specReplicas(set) > 0)
                .anyMatch(
                        set -> {
                            JsonNode desired =
                                    set.path("metadata").path("annotations").path(DESIRED);
                            return desired.isString()
                                    && !desired.asString()
                                            .equals(Integer.toString(rollout.wanted()));
                        });
    }

    /**
     * Follows a changed size: one active set takes it all; several, in the middle of a roll-out,
     * share it in proportion to their sizes, the largest taking what rounding leaves.
     */
    void resize() {
        List<ObjectNode> active =
                new ArrayList<>(
                        rollout.all().stream().filter(s -> Rollout.specReplicas(s) > 0).toList());
        if (active.size() <= 1) {
            active.stream()
                    .findFirst()
                    .or(rollout::current)
                    .ifPresent(set -> to(set, rollout.wanted()));
            return;
        }
        active.sort(Comparator.comparingInt(Rollout::specReplicas).reversed());
        int allowed = rollout.wanted() > 0 ? rollout.wanted() + rollout.maxSurge() : 0;
        int toAdd = allowed - Rollout.totalSpec(active);
        int added = 0;
        int[] sizes = new int[active.size()];
        for (int i = 0; i < sizes.length; i++) {
            int size = Rollout.specReplicas(active.get(i));
            int share = share(active.get(i), size, allowed, toAdd, added);
            added += share;
            sizes[i] = size + share;
        }
        sizes[0] = Math.max(0, sizes[0] + toAdd - added);
        for (int i = 0; i < sizes.length; i++) {
            to(active.get(i), sizes[i]);
        }
    }

    private static int share(ObjectNode set, int size, int allowed, int toAdd, int added) {
        if (toAdd == 0) {
            return 0;
        }
        int before = set.path("metadata").path("annotations").path(MAX).asInt(0);
        int wish = before == 0 ? 0 : (int) Math.round((double) size * allowed / before) - size;
        int left = toAdd - added;
        return toAdd > 0 ? Math.min(Math.max(wish, 0), left) : Math.max(Math.min(wish, 0), left);
    }
}
