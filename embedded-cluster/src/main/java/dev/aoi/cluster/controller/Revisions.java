package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.store.Versions;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/**
 * Revision annotations: every roll-out, also one back to an old template, takes the next number.
 */
final class Revisions {
    static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HISTORY = "deployment.kubernetes.io/revision-history";

    /** Annotations of a deployment that its sets do not inherit. */
    private static final Set<String> OWN =
            Set.of(
                    "kubectl.kubernetes.io/last-applied-configuration",
                    REVISION,
                    HISTORY,
                    "deployment.kubernetes.io/desired-replicas",
                    "deployment.kubernetes.io/max-replicas",
                    "deprecated.deployment.rollback.to");

    private Revisions() {}

    static long of(ObjectNode object) {
        return object.path("metadata").path("annotations").path(REVISION).asLong(0);
    }

    static long next(List<ObjectNode> old) {
        return old.stream().mapToLong(Revisions::of).max().orElse(0) + 1;
    }

    /** Copies a deployment's annotations to its current set and gives that its revision. */
    static ObjectNode stamp(ObjectNode set, ObjectNode deployment, long revision) {
        ObjectNode stamped = Versions.next(set);
        ObjectNode annotations = Versions.fields(set.path("metadata").path("annotations"));
        ObjectMeta.mutable(stamped).set("annotations", annotations);
        ObjectMeta.annotations(deployment)
                .forEach(
                        (key, value) -> {
                            if (!OWN.contains(key)) {
                                annotations.put(key, value);
                            }
                        });
        long before = of(set);
        if (before < revision) {
            annotations.put(REVISION, Long.toString(revision));
            if (before > 0) {
                String history = annotations.path(HISTORY).asString("");
                annotations.put(HISTORY, history.isEmpty() ? "" + before : history + "," + before);
            }
        }
        return stamped;
    }

    /**
     * Writes a deployment's revision, and with it the conditions as they are by now.
     *
     * @return whether anything was to be written
     */
    static boolean annotate(
            ObjectStore store, ObjectNode deployment, long revision, Conditions conditions) {
        if (of(deployment) == revision) {
            return false;
        }
        ObjectNode now = store.get(ObjectKey.of(DEPLOYMENT, deployment)).orElseThrow();
        ObjectNode changed = Versions.next(now);
        ObjectNode annotations = Versions.fields(now.path("metadata").path("annotations"));
        ObjectMeta.mutable(changed)
                .set("annotations", annotations.put(REVISION, Long.toString(revision)));
        changed.set(
                "status", Versions.fields(now.path("status")).set("conditions", conditions.json()));
        store.updateWithStatus(DEPLOYMENT, changed);
        return true;
    }

    static void update(ObjectStore store, ObjectNode stamped, ObjectNode before) {
        if (!ObjectMeta.annotations(stamped).equals(ObjectMeta.annotations(before))) {
            store.update(REPLICA_SET, stamped);
        }
    }
}
