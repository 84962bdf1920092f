package dev.aoi.cluster.kubelet;

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
        return new ContainerList(Beat.of(seed, node, "containers", begun, PERIOD).first());
    }

    /** The first list that is not earlier than {@code moment}. */
    public Instant from(Instant moment) {
        return new Beat(first, PERIOD).from(moment);
    }

    /** When the kubelet acts on what happens at {@code moment}. */
    Instant acted(Instant moment) {
        return from(moment.plus(TAKEN)).plus(SYNC);
    }
}
