package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who controls whom. Remembers the owner of each object that it has seen, because an object that
 * has gone cannot be asked any more.
 */
final class Owners {
    private final ResourceKind ownerKind;
    private final Map<ObjectKey, String> names = new HashMap<>();

    Owners(ResourceKind ownerKind) {
        this.ownerKind = ownerKind;
    }

    /**
     * Key of the controlling owner of the object behind {@code key}, if it is of the right kind.
     */
    Optional<ObjectKey> ownerOf(ObjectKey key, ObjectStore store) {
        Optional<ObjectNode> object = store.get(key);
        if (object.isEmpty()) {
            return Optional.ofNullable(names.remove(key)).map(name -> owner(key, name));
        }
        Optional<String> name =
                ObjectMeta.controllerOf(object.get())
                        .filter(o -> o.path("kind").asString("").equals(ownerKind.kind()))
                        .map(o -> o.path("name").asString(""));
        name.ifPresent(n -> names.put(key, n));
        return name.map(n -> owner(key, n));
    }

    private ObjectKey owner(ObjectKey key, String name) {
        return new ObjectKey(ownerKind, key.namespace(), name);
    }

    /**
     * Objects of a kind that {@code owner} controls.
     *
     * @param ownerKind what the owner is; it is namespaced
     */
    static List<ObjectNode> owned(
            ObjectStore store, ResourceKind kind, ResourceKind ownerKind, ObjectNode owner) {
        String uid = ObjectMeta.uid(owner);
        return store.indexes().dependents(kind, ObjectKey.of(ownerKind, owner)).stream()
                .filter(object -> controlledBy(object, uid))
                .toList();
    }

    private static boolean controlledBy(ObjectNode object, String uid) {
        for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)
                    && owner.path("uid").asString("").equals(uid)) {
                return true;
            }
        }
        return false;
    }

    /** Makes {@code owner} the controller of an object that is yet to be created. */
    static void set(ObjectNode object, ResourceKind kind, ObjectNode owner) {
        ObjectMeta.mutable(object)
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", kind.apiVersion())
                .put("kind", kind.kind())
                .put("name", ObjectMeta.name(owner))
                .put("uid", ObjectMeta.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }
}
