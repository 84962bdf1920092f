package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.PVC;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
            if (!found.get().path("status").path("phase").asString("").equals("Bound")) {
                return Optional.of("pod has unbound immediate PersistentVolumeClaims. not found");
            }
        }
        return Optional.empty();
    }
}
