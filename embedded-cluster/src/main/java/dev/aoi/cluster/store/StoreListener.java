package dev.aoi.cluster.store;

/** Hears of every accepted change, in order, while the world is locked. */
@FunctionalInterface
public interface StoreListener {
    /** Called after the change is visible. */
    void changed(StoreEvent event);
}
