package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.PV;
import static dev.aoi.cluster.kind.ResourceKinds.PVC;
import static dev.aoi.cluster.kind.ResourceKinds.STORAGE_CLASS;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Binds claims to volumes and lets go of both (Kubernetes: "Persistent Volumes"). Nothing is
 * provisioned here: a claim whose class has a provisioner waits for it.
 *
 * <ol>
 *   <li>A claim takes the smallest volume that fits it, unless its class waits for a consumer.
 *   <li>The volume names the claim first, then the claim names the volume.
 *   <li>A claim that nothing fits tells why, every fifteen seconds.
 *   <li>A volume whose claim has gone is released, and stays; finalizers keep what is in use.
 * </ol>
 */
public final class VolumeController implements Controller {
    private static final Duration RESYNC = Duration.ofSeconds(15);

    /** When each claim was last told why it waits, by uid. */
    private final Map<String, Instant> told = new TreeMap<>();

    @Override
    public String name() {
        return "persistentvolume-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(PVC, PV, STORAGE_CLASS, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        ObjectStore store = context.store();
        if (key.kind() == PVC) {
            store.get(key).ifPresent(claim -> claim(key, claim, context));
            store.list(PV, "").stream()
                    .filter(volume -> names(volume, key))
                    .forEach(volume -> volume(volume, context));
        } else if (key.kind() == PV) {
            store.get(key).ifPresent(volume -> volume(volume, context));
            retry(context);
        } else if (key.kind() == STORAGE_CLASS) {
            retry(context);
        } else {
            protectClaims(key, context);
        }
    }

    private void retry(ControllerContext context) {
        for (ObjectNode claim : context.store().list(PVC, "")) {
            if (!bound(claim)) {
                context.enqueue(name(), ObjectKey.of(PVC, claim));
            }
        }
    }

    /** A pod that ended may have been the last user of a claim that is to go. */
    private void protectClaims(ObjectKey pod, ControllerContext context) {
        for (ObjectNode claim : context.store().list(PVC, pod.namespace())) {
            if (ObjectMeta.terminating(claim)) {
                context.enqueue(name(), ObjectKey.of(PVC, claim));
            }
        }
    }

    private void claim(ObjectKey key, ObjectNode claim, ControllerContext context) {
        ObjectStore store = context.store();
        if (ObjectMeta.terminating(claim)) {
            boolean used =
                    store.list(POD, key.namespace()).stream()
                            .anyMatch(pod -> !Pods.over(pod) && VolumeClaims.uses(pod, key.name()));
            if (!used) {
                release(claim, PVC, "kubernetes.io/pvc-protection", store);
            }
            return;
        }
        if (bound(claim)) {
            return;
        }
        Optional<ObjectNode> volume = Volumes.matching(claim, store);
        boolean named = !claim.path("spec").path("volumeName").asString("").isEmpty();
        if (volume.isPresent() && (named || Volumes.bindsAtOnce(claim, store))) {
            Volumes.bind(claim, volume.get(), context);
            return;
        }
        pending(claim, store);
        Instant last = told.get(ObjectMeta.uid(claim));
        if (!named && (last == null || !last.plus(RESYNC).isAfter(context.now()))) {
            told.put(ObjectMeta.uid(claim), context.now());
            explain(key, claim, context);
        }
        context.requeueAfter(key, RESYNC);
    }

    private void explain(ObjectKey key, ObjectNode claim, ControllerContext context) {
        ObjectStore store = context.store();
        String wanted = Volumes.className(claim);
        if (wanted.isEmpty()) {
            event(
                    claim,
                    "Normal",
                    "FailedBinding",
                    "no persistent volumes available for this claim and no storage class is set",
                    context);
            return;
        }
        Optional<ObjectNode> storageClass =
                store.get(ObjectKey.clusterScoped(STORAGE_CLASS, wanted));
        if (storageClass.isEmpty()) {
            event(
                    claim,
                    "Warning",
                    "ProvisioningFailed",
                    "storageclass.storage.k8s.io \"" + wanted + "\" not found",
                    context);
            return;
        }
        if (!Volumes.bindsAtOnce(claim, store)) {
            Optional<ObjectNode> consumer =
                    store.list(POD, key.namespace()).stream()
                            .filter(pod -> VolumeClaims.uses(pod, key.name()) && !Pods.over(pod))
                            .findFirst();
            if (consumer.isPresent()) {
                String pod = ObjectMeta.name(consumer.get());
                event(
                        claim,
                        "Normal",
                        "WaitForPodScheduled",
                        "waiting for pod " + pod + " to be scheduled",
                        context);
            } else {
                event(
                        claim,
                        "Normal",
                        "WaitForFirstConsumer",
                        "waiting for first consumer to be created before binding",
                        context);
            }
            return;
        }
        String provisioner = storageClass.get().path("provisioner").asString("");
        if (provisioner.equals(Volumes.NO_PROVISIONER)) {
            event(
                    claim,
                    "Warning",
                    "ProvisioningFailed",
                    "storageclass.storage.k8s.io \"" + wanted + "\" has no provisioner",
                    context);
            return;
        }
        ObjectNode marked = claim.deepCopy();
        ObjectMeta.mutable(marked)
                .withObject("annotations")
                .put("volume.beta.kubernetes.io/storage-provisioner", provisioner)
                .put("volume.kubernetes.io/storage-provisioner", provisioner);
        store.update(PVC, marked);
        event(
                claim,
                "Normal",
                "ExternalProvisioning",
                "Waiting for a volume to be created either by the external provisioner '"
                        + provisioner
                        + "' or manually by the system administrator. If volume creation is"
                        + " delayed, please verify that the provisioner is running and correctly"
                        + " registered.",
                context);
    }

    private void event(
            ObjectNode claim,
            String type,
            String reason,
            String message,
            ControllerContext context) {
        context.events().record(claim, type, reason, message, name());
    }

    private static void volume(ObjectNode volume, ControllerContext context) {
        ObjectStore store = context.store();
        JsonNode claim = volume.path("spec").path("claimRef");
        boolean free = claim.path("uid").asString("").isEmpty();
        Optional<ObjectNode> holder =
                free
                        ? Optional.empty()
                        : store.get(
                                        new ObjectKey(
                                                PVC,
                                                claim.path("namespace").asString(""),
                                                claim.path("name").asString("")))
                                .filter(
                                        c ->
                                                ObjectMeta.uid(c)
                                                        .equals(claim.path("uid").asString("")));
        if (ObjectMeta.terminating(volume)) {
            if (holder.isEmpty()) {
                release(volume, PV, "kubernetes.io/pv-protection", store);
            }
            return;
        }
        String phase = free ? "Available" : holder.isPresent() ? "Bound" : "Released";
        Volumes.phase(volume, phase, context);
    }

    private static void pending(ObjectNode claim, ObjectStore store) {
        ObjectNode status = claim.objectNode().put("phase", "Pending");
        Status.write(store, PVC, claim, status);
    }

    private static void release(
            ObjectNode object, ResourceKind kind, String finalizer, ObjectStore store) {
        ObjectNode free = object.deepCopy();
        ArrayNode kept = free.arrayNode();
        object.path("metadata")
                .path("finalizers")
                .forEach(
                        f -> {
                            if (!f.asString("").equals(finalizer)) {
                                kept.add(f);
                            }
                        });
        ObjectMeta.mutable(free).set("finalizers", kept);
        store.update(kind, free);
    }

    private static boolean bound(ObjectNode claim) {
        return claim.path("status").path("phase").asString("").equals("Bound");
    }

    private static boolean names(ObjectNode volume, ObjectKey claim) {
        JsonNode reference = volume.path("spec").path("claimRef");
        return reference.path("name").asString("").equals(claim.name())
                && reference.path("namespace").asString("").equals(claim.namespace());
    }
}
