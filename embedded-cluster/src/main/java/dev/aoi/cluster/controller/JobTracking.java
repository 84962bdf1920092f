package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * The finalizer that keeps a job's pod until it is counted, so that each pod is counted once even
 * when somebody deletes it.
 */
final class JobTracking {
    private static final String FINALIZER = "batch.kubernetes.io/job-tracking";

    private JobTracking() {}

    static boolean tracked(ObjectNode pod) {
        return ObjectMeta.finalizers(pod).contains(FINALIZER);
    }

    /** Puts the finalizer on a pod that is yet to be created. */
    static void track(ObjectNode pod) {
        ObjectNode metadata = ObjectMeta.mutable(pod);
        ArrayNode finalizers =
                metadata.path("finalizers") instanceof ArrayNode given
                        ? given
                        : metadata.putArray("finalizers");
        finalizers.add(FINALIZER);
    }

    static void release(ObjectNode pod, ObjectStore store) {
        Optional<ObjectNode> stored =
                store.get(ObjectKey.of(POD, pod))
                        .filter(p -> ObjectMeta.uid(p).equals(ObjectMeta.uid(pod)));
        if (stored.filter(JobTracking::tracked).isEmpty()) {
            return;
        }
        ObjectNode freed = stored.get().deepCopy();
        ArrayNode kept = freed.arrayNode();
        ObjectMeta.finalizers(freed).stream().filter(f -> !f.equals(FINALIZER)).forEach(kept::add);
        ObjectMeta.mutable(freed).set("finalizers", kept);
        store.update(POD, freed);
    }

    /** Frees pods of a job of that name which is not there any more. */
    static void releaseOrphans(ObjectKey job, Optional<ObjectNode> present, ObjectStore store) {
        String uid = present.map(ObjectMeta::uid).orElse("");
        store.list(POD, job.namespace()).stream()
                .filter(JobTracking::tracked)
                .filter(
                        pod ->
                                ObjectMeta.controllerOf(pod)
                                        .filter(o -> o.path("kind").asString("").equals(JOB.kind()))
                                        .filter(o -> o.path("name").asString("").equals(job.name()))
                                        .filter(o -> !o.path("uid").asString("").equals(uid))
                                        .isPresent())
                .forEach(pod -> release(pod, store));
    }
}
