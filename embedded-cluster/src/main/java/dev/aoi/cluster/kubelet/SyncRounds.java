package dev.aoi.cluster.kubelet;

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
        return new SyncRounds(Beat.of(seed, node, "rounds", begun, PERIOD).first());
    }

    /** The first round that is not earlier than {@code due}. */
    Instant from(Instant due) {
        return new Beat(first, PERIOD).from(due);
    }
}
