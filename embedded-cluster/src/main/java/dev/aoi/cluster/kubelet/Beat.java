package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Digests;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that a node's kubelet does again and again.
 *
 * @param first the first time
 * @param period from one time to the next
 */
record Beat(Instant first, Duration period) {

    /** One whose phase follows from the world's seed and from what is done. */
    static Beat of(long seed, String node, String what, Instant begun, Duration period) {
        long phase = Math.floorMod(Digests.seed(seed + "/" + node + "/" + what), period.toMillis());
        return new Beat(begun.plusMillis(phase), period);
    }

    /** The first time that is not earlier than {@code moment}. */
    Instant from(Instant moment) {
        long missing = Duration.between(first, moment).toNanos();
        long turns = -Math.floorDiv(-missing, period.toNanos());
        return first.plus(period.multipliedBy(Math.max(0, turns)));
    }
}
