package dev.aoi.cluster.controller;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * One step of a roll-out.
 *
 * <p>RollingUpdate: the new set grows while the total stays within {@code maxSurge} above the
 * wanted size; old sets shrink, pods that are not available first, while at least wanted minus
 * {@code maxUnavailable} pods are available. Recreate: the new set grows when no old pod is left.
 */
final class RollingUpdate {
    private final Rollout rollout;
    private final ReplicaSetScaling scaling;

    RollingUpdate(Rollout rollout, ReplicaSetScaling scaling) {
        this.rollout = rollout;
        this.scaling = scaling;
    }

    /** Whether the set of a new template may be made: for Recreate when no old pod is left. */
    static boolean mayBegin(Rollout rollout) {
        return rollout.isRolling()
                || Rollout.totalSpec(rollout.old()) == 0
                        && Rollout.total(rollout.old(), "replicas") == 0
                        && Rollout.total(rollout.old(), "terminatingReplicas") == 0;
    }

    /** Takes the step that is possible now; the next change of a set leads to the next one. */
    void step() {
        if (!rollout.isRolling()) {
            recreate();
        } else {
            rollout.current().filter(set -> !grow(set)).ifPresent(this::shrink);
        }
    }

    private void recreate() {
        for (ObjectNode set : rollout.old()) {
            if (Rollout.specReplicas(set) > 0) {
                scaling.to(set, 0);
            }
        }
        if (mayBegin(rollout)) {
            rollout.current().ifPresent(set -> scaling.to(set, rollout.wanted()));
        }
    }

    private boolean grow(ObjectNode current) {
        int size = Rollout.specReplicas(current);
        int wanted = rollout.wanted();
        if (size >= wanted) {
            return size > wanted && scaling.to(current, wanted);
        }
        int room = wanted + rollout.maxSurge() - Rollout.totalSpec(rollout.all());
        return room > 0 && scaling.to(current, size + Math.min(room, wanted - size));
    }

    private void shrink(ObjectNode current) {
        if (Rollout.totalSpec(rollout.old()) == 0) {
            return;
        }
        int atLeast = rollout.wanted() - rollout.maxUnavailable();
        int unavailable =
                Rollout.specReplicas(current) - Rollout.counted(current, "availableReplicas");
        int most = Rollout.totalSpec(rollout.all()) - atLeast - unavailable;
        if (most <= 0) {
            return;
        }
        int[] sizes = rollout.old().stream().mapToInt(Rollout::specReplicas).toArray();
        int removed = takeUnhealthy(sizes, most);
        int spare = Rollout.total(rollout.all(), "availableReplicas") - atLeast;
        takeHealthy(sizes, Math.min(spare, most - removed));
        List<ObjectNode> old = rollout.old();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != Rollout.specReplicas(old.get(i))) {
                scaling.to(old.get(i), sizes[i]);
            }
        }
    }

    private int takeUnhealthy(int[] sizes, int most) {
        int removed = 0;
        for (int i = 0; i < sizes.length; i++) {
            int unhealthy = sizes[i] - Rollout.counted(rollout.old().get(i), "availableReplicas");
            int take = Math.clamp(unhealthy, 0, most - removed);
            sizes[i] -= take;
            removed += take;
        }
        return removed;
    }

    private static void takeHealthy(int[] sizes, int spare) {
        int left = spare;
        for (int i = 0; i < sizes.length && left > 0; i++) {
            int take = Math.min(sizes[i], left);
            sizes[i] -= take;
            left -= take;
        }
    }
}
