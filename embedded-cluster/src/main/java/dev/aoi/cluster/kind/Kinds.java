package dev.aoi.cluster.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds that one world serves: the built-in ones and those that its CustomResourceDefinitions
 * add. Guarded by the world's lock, but for the built-in part, which never changes.
 */
public final class Kinds {
    private final Map<String, ResourceKind> custom = new LinkedHashMap<>();

    /** All kinds, built-in ones first, in discovery order. */
    public List<ResourceKind> all() {
        List<ResourceKind> builtIn = ResourceKinds.all();
        if (custom.isEmpty()) {
            return builtIn;
        }
        List<ResourceKind> all = new java.util.ArrayList<>(builtIn);
        all.addAll(custom.values());
        return all;
    }

    /** Those that were added. */
    public List<ResourceKind> custom() {
        return List.copyOf(custom.values());
    }

    /** The kind behind a path. */
    public Optional<ResourceKind> byPlural(String group, String version, String plural) {
        Optional<ResourceKind> builtIn = ResourceKinds.byPlural(group, version, plural);
        return builtIn.isPresent()
                ? builtIn
                : Optional.ofNullable(custom.get(group + "/" + version + "/" + plural));
    }

    /** The kind of an object. */
    public Optional<ResourceKind> byKind(String apiVersion, String kind) {
        Optional<ResourceKind> builtIn = ResourceKinds.byKind(apiVersion, kind);
        return builtIn.isPresent()
                ? builtIn
                : custom.values().stream()
                        .filter(k -> k.apiVersion().equals(apiVersion) && k.kind().equals(kind))
                        .findFirst();
    }

    /** Serves a kind from now on, in place of one of the same group, version and plural. */
    public void add(ResourceKind kind) {
        custom.put(path(kind), kind);
    }

    /** Serves a kind no more. */
    public void remove(ResourceKind kind) {
        custom.remove(path(kind));
    }

    private static String path(ResourceKind kind) {
        return kind.group() + "/" + kind.version() + "/" + kind.plural();
    }
}
