package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.PV;
import static dev.aoi.cluster.kind.ResourceKinds.PVC;
import static dev.aoi.cluster.kind.ResourceKinds.STORAGE_CLASS;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.kind.Quantity;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.Optional;

/** Which volume a claim gets, and how the two are told of each other. */
final class Volumes {
    /** Provisioner of a class whose volumes are made by hand. */
    static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    private static final String BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";

    private Volumes() {}

    /** Empty when a claim names no class. */
    static String className(ObjectNode claim) {
        return claim.path("spec").path("storageClassName").asString("");
    }

    /** Whether a claim is bound as soon as there is a volume, not only when a pod needs it. */
    static boolean bindsAtOnce(ObjectNode claim, ObjectStore store) {
        String name = className(claim);
        return name.isEmpty()
                || store.get(ObjectKey.clusterScoped(STORAGE_CLASS, name))
                        .filter(
                                c ->
                                        c.path("volumeBindingMode")
                                                .asString("")
                                                .equals("WaitForFirstConsumer"))
                        .isEmpty();
    }

    /** The volume that names this claim, or the smallest free one that fits it. */
    static Optional<ObjectNode> matching(ObjectNode claim, ObjectStore store) {
        String named = claim.path("spec").path("volumeName").asString("");
        return store.list(PV, "").stream()
                .filter(volume -> !ObjectMeta.terminating(volume))
                .filter(volume -> named.isEmpty() || ObjectMeta.name(volume).equals(named))
                .filter(volume -> open(volume, claim) && fits(volume, claim))
                .min(
                        Comparator.comparing(
                                        (ObjectNode v) -> v.path("spec").has("claimRef") ? 0 : 1)
                                .thenComparing(v -> Quantity.of(v.at("/spec/capacity/storage")))
                                .thenComparing(ObjectMeta::name));
    }

    /** Free, or set aside for this claim. */
    private static boolean open(ObjectNode volume, ObjectNode claim) {
        JsonNode holder = volume.path("spec").path("claimRef");
        if (holder.isEmpty()) {
            return true;
        }
        String uid = holder.path("uid").asString("");
        return holder.path("name").asString("").equals(ObjectMeta.name(claim))
                && holder.path("namespace").asString("").equals(ObjectMeta.namespace(claim))
                && (uid.isEmpty() || uid.equals(ObjectMeta.uid(claim)));
    }

    private static boolean fits(ObjectNode volume, ObjectNode claim) {
        JsonNode offered = volume.path("spec");
        JsonNode wanted = claim.path("spec");
        JsonNode selector = wanted.path("selector");
        boolean modes =
                wanted.path("accessModes")
                        .valueStream()
                        .allMatch(
                                mode ->
                                        offered.path("accessModes")
                                                .valueStream()
                                                .anyMatch(mode::equals));
        return modes
                && offered.path("storageClassName").asString("").equals(className(claim))
                && offered.path("volumeMode")
                        .asString("Filesystem")
                        .equals(wanted.path("volumeMode").asString("Filesystem"))
                && Quantity.of(offered.at("/capacity/storage"))
                                .compareTo(Quantity.of(wanted.at("/resources/requests/storage")))
                        >= 0
                && (selector.isMissingNode()
                        || LabelSelectors.matches(selector, volume.at("/metadata/labels")));
    }

    /** The volume first, then the claim, each its spec and then its status. */
    static void bind(ObjectNode claim, ObjectNode volume, ControllerContext context) {
        ObjectStore store = context.store();
        ObjectNode taken = volume.deepCopy();
        if (!volume.path("spec").has("claimRef")) {
            ObjectMeta.mutable(taken).withObject("annotations").put(BY_CONTROLLER, "yes");
        }
        taken.withObject("spec")
                .withObject("claimRef")
                .put("kind", PVC.kind())
                .put("namespace", ObjectMeta.namespace(claim))
                .put("name", ObjectMeta.name(claim))
                .put("uid", ObjectMeta.uid(claim))
                .put("apiVersion", "v1")
                .put("resourceVersion", ObjectMeta.resourceVersion(claim));
        ObjectNode stored = store.update(PV, taken);
        phase(stored, "Bound", context);

        ObjectNode owner = claim.deepCopy();
        ObjectNode annotations = ObjectMeta.mutable(owner).withObject("annotations");
        annotations.put("pv.kubernetes.io/bind-completed", "yes");
        if (claim.path("spec").path("volumeName").asString("").isEmpty()) {
            annotations.put(BY_CONTROLLER, "yes");
        }
        owner.withObject("spec").put("volumeName", ObjectMeta.name(volume));
        ObjectNode bound = store.update(PVC, owner);
        ObjectNode status = bound.objectNode().put("phase", "Bound");
        status.set("accessModes", volume.at("/spec/accessModes"));
        status.set("capacity", volume.at("/spec/capacity"));
        Status.write(store, PVC, bound, status);
    }

    static void phase(ObjectNode volume, String phase, ControllerContext context) {
        if (volume.path("status").path("phase").asString("").equals(phase)) {
            return;
        }
        ObjectNode status =
                volume.objectNode()
                        .put("phase", phase)
                        .put("lastPhaseTransitionTime", Times.text(context.now()));
        Status.write(context.store(), PV, volume, status);
    }
}
