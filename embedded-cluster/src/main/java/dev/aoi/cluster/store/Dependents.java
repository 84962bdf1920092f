package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which objects name an owner in their {@code ownerReferences}, so that finding an owner's objects
 * costs the same in a small world and in a large one.
 */
final class Dependents {
    /** An owner as its dependents name it; they are in its namespace. */
    private record Owner(String namespace, String kind, String name) {}

    private final Map<Owner, Map<ResourceKind, TreeMap<String, ObjectNode>>> byOwner =
            new HashMap<>();

    /** Objects of a kind that name the owner, ordered by name. */
    List<ObjectNode> of(ResourceKind kind, String namespace, String ownerKind, String ownerName) {
        @Nullable TreeMap<String, ObjectNode> found =
                byOwner.getOrDefault(new Owner(namespace, ownerKind, ownerName), Map.of())
                        .get(kind);
        return found == null ? List.of() : List.copyOf(found.values());
    }

    /**
     * An object was stored, replaced or removed.
     *
     * @param before null when it is new
     * @param after null when it has gone
     */
    void changed(ResourceKind kind, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        Set<Owner> old = owners(before);
        Set<Owner> now = owners(after);
        if (old.isEmpty() && now.isEmpty()) {
            return;
        }
        for (Owner owner : old) {
            if (before != null && !now.contains(owner)) {
                forget(owner, kind, ObjectMeta.name(before));
            }
        }
        for (Owner owner : now) {
            if (after != null) {
                byOwner.computeIfAbsent(owner, o -> new HashMap<>())
                        .computeIfAbsent(kind, k -> new TreeMap<>())
                        .put(ObjectMeta.name(after), after);
            }
        }
    }

    private void forget(Owner owner, ResourceKind kind, String name) {
        @Nullable Map<ResourceKind, TreeMap<String, ObjectNode>> kinds = byOwner.get(owner);
        @Nullable TreeMap<String, ObjectNode> objects = kinds == null ? null : kinds.get(kind);
        if (kinds == null || objects == null) {
            return;
        }
        objects.remove(name);
        if (objects.isEmpty()) {
            kinds.remove(kind);
        }
        if (kinds.isEmpty()) {
            byOwner.remove(owner);
        }
    }

    private static Set<Owner> owners(@Nullable ObjectNode object) {
        if (object == null) {
            return Set.of();
        }
        JsonNode references = object.path("metadata").path("ownerReferences");
        if (references.isEmpty()) {
            return Set.of();
        }
        Set<Owner> owners = new HashSet<>();
        for (JsonNode reference : references) {
            owners.add(
                    new Owner(
                            ObjectMeta.namespace(object),
                            reference.path("kind").asString(""),
                            reference.path("name").asString("")));
        }
        return owners;
    }
}
