package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Digests;

import java.time.Duration;
import java.time.Instant;

/**
 * When the kubelet of a node lists its containers, which is how it learns that one has started or
 * ended by itself (kubelet: generic PLEG, {@code relist}). The pause between two lists is a second,
 * and a list takes some time too, so that they slowly wander through the second.
 *
 * @param first the first list
 */
public record ContainerList(Instant first) {
    /** From one list to the next. */
    public static final Duration PERIOD = Duration.ofMillis(1003);

    /** From a list to what the kubelet does about it. */
    public static final Duration SYNC = Duration.ofMillis(20);

    /** What happens less than this before a list is not in it. */
    private static final Duration TAKEN = Duration.ofMillis(15);

    /** The lists of a node's kubelet: their phase follows from the world's seed. */
    public static ContainerList of(long seed, String node, Instant begun) {
        long phase =
                Math.floorMod(Digests.seed(seed + "/" + node + "/containers"), PERIOD.toMillis());
        return new ContainerList(begun.plusMillis(phase));
    }

    /** The first list that is not earlier than {@code moment}. */
    public Instant from(Instant moment) {
        long missing = Duration.between(first, moment).toNanos();
        long turns = -Math.floorDiv(-missing, PERIOD.toNanos());
        return first.plus(PERIOD.multipliedBy(Math.max(0, turns)));
    }

    /** When the kubelet acts on what happens at {@code moment}. */
    Instant acted(Instant moment) {
        return from(moment.plus(TAKEN)).plus(SYNC);
    }
}
