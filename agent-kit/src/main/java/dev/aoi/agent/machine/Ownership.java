package dev.aoi.agent.machine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which partitions this instance surely owns. The poll thread reports each confirmed sign of life;
 * a thread that was paused longer than the session time-out sees that the sign is too old.
 */
final class Ownership {
    private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
    private final long sessionNanos;
    private volatile long confirmedNanos;

    Ownership(Duration sessionTimeout) {
        // Half of it: the group may give partitions away a full session after the last heartbeat.
        this.sessionNanos = sessionTimeout.toNanos() / 2;
    }

    void assign(int partition) {
        partitions.add(partition);
    }

    void revoke(int partition) {
        partitions.remove(partition);
    }

    void confirm() {
        confirmedNanos = System.nanoTime();
    }

    /** Whether the last sign of life is so old that the group must be asked before going on. */
    boolean stale() {
        return System.nanoTime() - confirmedNanos > sessionNanos;
    }

    void check(int partition) throws OwnershipLostException {
        if (!partitions.contains(partition)) {
            throw new OwnershipLostException("Partition " + partition + " was given away");
        }
        if (stale()) {
            throw new OwnershipLostException(
                    "Partition "
                            + partition
                            + " may have been given away: this instance was not heard");
        }
    }
}
