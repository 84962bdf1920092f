package dev.aoi.cluster.store;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The condition {@code DisruptionTarget}: a pod is about to go, and who sees to it. */
public final class PodDisruption {
    private PodDisruption() {}

    /** Tells it in the pod's status, unless the pod has gone. */
    public static void mark(ObjectStore store, ObjectNode pod, String reason, String message) {
        ObjectNode stored = store.get(ObjectKey.of(POD, pod)).orElse(null);
        if (stored == null || ObjectMeta.terminating(stored)) {
            return;
        }
        ObjectNode status =
                stored.path("status") instanceof ObjectNode given
                        ? given.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        ArrayNode conditions = status.withArray("conditions");
        conditions
                .addObject()
                .put("type", "DisruptionTarget")
                .put("observedGeneration", ObjectMeta.generation(stored))
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", store.timestamp())
                .put("reason", reason)
                .put("message", message);
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("metadata")
                .put("name", ObjectMeta.name(stored))
                .put("namespace", ObjectMeta.namespace(stored));
        change.set("status", status);
        store.updateStatus(POD, change);
    }
}
