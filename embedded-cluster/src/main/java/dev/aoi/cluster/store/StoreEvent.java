package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * One accepted change of the store.
 *
 * @param type what happened
 * @param kind kind of the object
 * @param object the object after the change; for a removal its last state with the removal's
 *     resource version
 * @param previous the object before the change; null for an addition
 * @param revision resource version of the change
 */
public record StoreEvent(
        Type type,
        ResourceKind kind,
        ObjectNode object,
        @Nullable ObjectNode previous,
        long revision) {
    /** Names as in watch events. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** Key of the changed object. */
    public ObjectKey key() {
        return ObjectKey.of(kind, object);
    }
}
