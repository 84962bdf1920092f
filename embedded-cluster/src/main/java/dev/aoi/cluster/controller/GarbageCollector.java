package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes what has lost all its owners (Kubernetes: "Garbage Collection").
 *
 * <ul>
 *   <li>Background: the owner goes first, its dependents after it.
 *   <li>Foreground: an owner with the finalizer waits until its dependents are gone.
 *   <li>Orphan: dependents lose the reference, then the owner goes.
 * </ul>
 */
public final class GarbageCollector implements Controller {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    /** Kinds that own or are owned in practice. */
    private static final List<ResourceKind> KINDS =
            List.of(
                    ResourceKinds.DEPLOYMENT,
                    ResourceKinds.REPLICA_SET,
                    ResourceKinds.STATEFUL_SET,
                    ResourceKinds.DAEMON_SET,
                    ResourceKinds.CONTROLLER_REVISION,
                    ResourceKinds.CRON_JOB,
                    ResourceKinds.JOB,
                    ResourceKinds.POD,
                    ResourceKinds.SERVICE,
                    ResourceKinds.ENDPOINT_SLICE,
                    ResourceKinds.CONFIG_MAP,
                    ResourceKinds.SECRET,
                    ResourceKinds.PVC);

    @Override
    public String name() {
        return "garbage-collector";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.copyOf(KINDS);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        ObjectStore store = context.store();
        Optional<ObjectNode> object = store.get(key);
        if (object.isEmpty()) {
            dependentsOf(key, store).forEach(d -> collect(d.kind(), d.object(), context));
            return;
        }
        List<String> finalizers = ObjectMeta.finalizers(object.get());
        if (ObjectMeta.terminating(object.get()) && !finalizers.isEmpty()) {
            if (finalizers.contains(ORPHAN)) {
                orphan(key, object.get(), store);
            } else if (finalizers.contains(FOREGROUND)) {
                deleteDependents(key, object.get(), context);
            }
        }
        collect(key.kind(), object.get(), context);
    }

    private record Dependent(ResourceKind kind, ObjectNode object) {}

    /** Objects that name the owner, whatever its uid. */
    private static List<Dependent> dependentsOf(ObjectKey owner, ObjectStore store) {
        return KINDS.stream()
                .flatMap(
                        kind ->
                                naming(kind, owner, store)
                                        .map(object -> new Dependent(kind, object)))
                .toList();
    }

    private static Stream<ObjectNode> naming(
            ResourceKind kind, ObjectKey owner, ObjectStore store) {
        return owner.namespace().isEmpty()
                ? store.list(kind, "").stream().filter(object -> names(object, owner))
                : store.indexes().dependents(kind, owner).stream();
    }

    private static boolean names(ObjectNode object, ObjectKey owner) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference.path("name").asString("").equals(owner.name())
                    && reference.path("kind").asString("").equals(owner.kind().kind())) {
                return true;
            }
        }
        return false;
    }

    /** Deletes an object whose owners are all gone; the owner waits for none of its own. */
    private static void collect(ResourceKind kind, ObjectNode object, ControllerContext context) {
        JsonNode references = object.path("metadata").path("ownerReferences");
        if (references.isEmpty() || ObjectMeta.terminating(object)) {
            return;
        }
        ObjectKey key = ObjectKey.of(kind, object);
        for (JsonNode reference : references) {
            if (exists(reference, key.namespace(), context.store())) {
                return;
            }
        }
        context.store().delete(key, Preconditions.uid(ObjectMeta.uid(object)));
    }

    private static boolean exists(JsonNode reference, String namespace, ObjectStore store) {
        String apiVersion = reference.path("apiVersion").asString("");
        Optional<ResourceKind> kind =
                store.kinds().byKind(apiVersion, reference.path("kind").asString(""));
        if (kind.isEmpty()) {
            // An owner of a kind that is not known here cannot be judged.
            return true;
        }
        String name = reference.path("name").asString("");
        return store.get(new ObjectKey(kind.get(), kind.get().namespaced() ? namespace : "", name))
                .filter(o -> ObjectMeta.uid(o).equals(reference.path("uid").asString("")))
                .isPresent();
    }

    private static void deleteDependents(
            ObjectKey key, ObjectNode owner, ControllerContext context) {
        ObjectStore store = context.store();
        List<Dependent> dependents = owned(key, owner, store);
        for (Dependent dependent : dependents) {
            if (!ObjectMeta.terminating(dependent.object())) {
                // Foreground travels down, so that the owner waits for all that it caused.
                store.delete(
                        ObjectKey.of(dependent.kind(), dependent.object()),
                        new Preconditions(
                                ObjectMeta.uid(dependent.object()),
                                null,
                                null,
                                dependent.kind() == ResourceKinds.POD ? null : "Foreground"));
            }
        }
        if (owned(key, owner, store).isEmpty()) {
            removeFinalizer(key, FOREGROUND, store);
        } else {
            context.requeueAfter(key, LOOK_AGAIN);
        }
    }

    private static void orphan(ObjectKey key, ObjectNode owner, ObjectStore store) {
        for (Dependent dependent : owned(key, owner, store)) {
            ObjectNode freed = dependent.object().deepCopy();
            ArrayNode kept = freed.arrayNode();
            for (JsonNode reference : ObjectMeta.ownerReferences(freed)) {
                if (!reference.path("uid").asString("").equals(ObjectMeta.uid(owner))) {
                    kept.add(reference);
                }
            }
            if (kept.isEmpty()) {
                ObjectMeta.mutable(freed).remove("ownerReferences");
            } else {
                ObjectMeta.mutable(freed).set("ownerReferences", kept);
            }
            store.update(dependent.kind(), freed);
        }
        removeFinalizer(key, ORPHAN, store);
    }

    private static List<Dependent> owned(ObjectKey key, ObjectNode owner, ObjectStore store) {
        String uid = ObjectMeta.uid(owner);
        return dependentsOf(key, store).stream()
                .filter(
                        d ->
                                ObjectMeta.ownerReferences(d.object()).stream()
                                        .anyMatch(r -> r.path("uid").asString("").equals(uid)))
                .toList();
    }

    private static void removeFinalizer(ObjectKey key, String finalizer, ObjectStore store) {
        ObjectNode object = store.get(key).orElse(null);
        if (object == null) {
            return;
        }
        ObjectNode changed = object.deepCopy();
        ArrayNode kept = changed.arrayNode();
        ObjectMeta.finalizers(object).stream().filter(f -> !f.equals(finalizer)).forEach(kept::add);
        if (kept.isEmpty()) {
            ObjectMeta.mutable(changed).remove("finalizers");
        } else {
            ObjectMeta.mutable(changed).set("finalizers", kept);
        }
        store.update(key.kind(), changed);
    }
}
