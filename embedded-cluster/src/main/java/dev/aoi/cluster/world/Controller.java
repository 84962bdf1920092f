package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;

import java.util.Set;

/**
 * Drives part of a world towards what its objects ask for. Level-triggered: a key says that the
 * object may have changed or gone, never how.
 */
public interface Controller {
    /** Unique within the world. */
    String name();

    /** Kinds whose changes are queued for this controller under the changed object's own key. */
    Set<ResourceKind> watches();

    /** API group whose custom kinds are watched, too, whenever they are defined; empty for none. */
    default String watchesGroup() {
        return "";
    }

    /**
     * Brings one object in line. Must be deterministic: only the store, the context's clock and the
     * context's random may be read.
     */
    void reconcile(ObjectKey key, ControllerContext context);
}
