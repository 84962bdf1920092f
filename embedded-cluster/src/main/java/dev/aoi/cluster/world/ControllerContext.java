package dev.aoi.cluster.world;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What a controller may use while it reconciles. */
public interface ControllerContext {
    /** The world's objects. */
    ObjectStore store();

    /** Virtual time. */
    Instant now();

    /**
     * Has {@code key} reconciled again by this controller after {@code delay}. At most one timer is
     * pending per controller and key: the earliest wins, so a controller works out its next due
     * time anew at every reconcile.
     */
    void requeueAfter(ObjectKey key, Duration delay);

    /** The world's seeded random. */
    RandomGenerator random();

    /** Writes events. */
    EventRecorder events();

    /** Queues {@code key} for another controller, as if it watched it. */
    void enqueue(String controllerName, ObjectKey key);
}
