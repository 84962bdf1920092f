package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Digests;

import java.time.Duration;
import java.time.Instant;

/**
 * When the kubelet of a node looks for pods that are due to be looked at again: every second
 * (kubelet: {@code syncTicker}).
 *
 * @param first the first time
 */
record SyncRounds(Instant first) {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Those of a node's kubelet: their phase follows from the world's seed. */
    static SyncRounds of(long seed, String node, Instant begun) {
        long phase = Math.floorMod(Digests.seed(seed + "/" + node + "/rounds"), PERIOD.toMillis());
        return new SyncRounds(begun.plusMillis(phase));
    }

    /** The first round that is not earlier than {@code due}. */
    Instant from(Instant due) {
        long missing = Duration.between(first, due).toNanos();
        long turns = -Math.floorDiv(-missing, PERIOD.toNanos());
        return first.plus(PERIOD.multipliedBy(Math.max(0, turns)));
    }
}
