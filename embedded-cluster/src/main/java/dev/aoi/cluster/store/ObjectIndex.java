package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Stored objects by something that is said in them. An object may be under several keys, or under
 * none.
 *
 * @param <K> what is looked up
 */
final class ObjectIndex<K> {
    private final BiFunction<ResourceKind, ObjectNode, Set<K>> keys;
    private final Map<K, TreeMap<String, ObjectNode>> objects = new HashMap<>();

    ObjectIndex(BiFunction<ResourceKind, ObjectNode, Set<K>> keys) {
        this.keys = keys;
    }

    /** The objects under a key, ordered by namespace and name. */
    List<ObjectNode> get(K key) {
        @Nullable TreeMap<String, ObjectNode> found = objects.get(key);
        return found == null ? List.of() : List.copyOf(found.values());
    }

    /**
     * An object was stored, replaced or removed.
     *
     * @param path its namespace and name
     * @param before null when it is new
     * @param after null when it has gone
     */
    void changed(
            ResourceKind kind,
            String path,
            @Nullable ObjectNode before,
            @Nullable ObjectNode after) {
        Set<K> old = before == null ? Set.of() : keys.apply(kind, before);
        Set<K> now = after == null ? Set.of() : keys.apply(kind, after);
        for (K key : old) {
            if (!now.contains(key)) {
                remove(key, path);
            }
        }
        if (after != null) {
            now.forEach(key -> objects.computeIfAbsent(key, k -> new TreeMap<>()).put(path, after));
        }
    }

    private void remove(K key, String path) {
        @Nullable TreeMap<String, ObjectNode> found = objects.get(key);
        if (found != null) {
            found.remove(path);
            if (found.isEmpty()) {
                objects.remove(key);
            }
        }
    }
}
