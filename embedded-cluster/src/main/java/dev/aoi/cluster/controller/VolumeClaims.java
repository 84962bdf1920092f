package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.PVC;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** Whether the claims that a pod mounts allow it to be scheduled. */
final class VolumeClaims {
    private VolumeClaims() {}

    /** The scheduler's words, if they do not. */
    static Optional<String> problem(ObjectNode pod, ObjectStore store) {
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            String claim = volume.path("persistentVolumeClaim").path("claimName").asString("");
            if (claim.isEmpty()) {
                continue;
            }
            Optional<ObjectNode> found =
                    store.get(new ObjectKey(PVC, ObjectMeta.namespace(pod), claim));
            if (found.isEmpty()) {
                return Optional.of("persistentvolumeclaim \"" + claim + "\" not found. not found");
            }
            if (ObjectMeta.terminating(found.get())) {
                return Optional.of(
                        "persistentvolumeclaim \"" + claim + "\" is being deleted. not found");
            }
            if (unbound(found.get()) && Volumes.bindsAtOnce(found.get(), store)) {
                return Optional.of("pod has unbound immediate PersistentVolumeClaims. not found");
            }
        }
        return Optional.empty();
    }

    /** Whether a pod mounts a claim. */
    static boolean uses(ObjectNode pod, String claim) {
        return pod.path("spec")
                .path("volumes")
                .valueStream()
                .anyMatch(
                        v ->
                                v.path("persistentVolumeClaim")
                                        .path("claimName")
                                        .asString("")
                                        .equals(claim));
    }

    /** Claims of a pod that are bound only now that it is placed. */
    static List<ObjectNode> waiting(ObjectNode pod, ObjectStore store) {
        return store.list(PVC, ObjectMeta.namespace(pod)).stream()
                .filter(claim -> uses(pod, ObjectMeta.name(claim)) && unbound(claim))
                .toList();
    }

    private static boolean unbound(ObjectNode claim) {
        return !claim.path("status").path("phase").asString("").equals("Bound");
    }
}
