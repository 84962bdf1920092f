package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;

import tools.jackson.databind.node.ObjectNode;

/**
 * Where an object is stored.
 *
 * @param kind row of the table of kinds
 * @param namespace namespace; empty for cluster-scoped kinds
 * @param name object name
 */
public record ObjectKey(ResourceKind kind, String namespace, String name) {
    /** The key of a cluster-scoped object. */
    public static ObjectKey clusterScoped(ResourceKind kind, String name) {
        return new ObjectKey(kind, "", name);
    }

    /** The key of an object that carries its own name and namespace. */
    public static ObjectKey of(ResourceKind kind, ObjectNode object) {
        return new ObjectKey(
                kind,
                kind.namespaced() ? ObjectMeta.namespace(object) : "",
                ObjectMeta.name(object));
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
