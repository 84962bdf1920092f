package dev.aoi.cluster.world;

import java.time.Instant;
import java.util.Optional;

/**
 * What a world is made of.
 *
 * @param seed decides everything that is random
 * @param shape its nodes and what is in it at first
 * @param start when its clock begins; empty for a time in the past that follows from the seed
 * @param pace how its time passes by itself
 */
public record WorldSpec(long seed, ClusterShape shape, Optional<Instant> start, Pace pace) {
    /** The benchmark's worlds: of kind's shape, in the past, in virtual time. */
    public static WorldSpec of(long seed) {
        return new WorldSpec(seed, ClusterShape.KIND, Optional.empty(), Pace.VIRTUAL);
    }

    /** With another shape. */
    public WorldSpec withShape(ClusterShape other) {
        return new WorldSpec(seed, other, start, pace);
    }

    /** With another beginning. */
    public WorldSpec withStart(Instant other) {
        return new WorldSpec(seed, shape, Optional.of(other), pace);
    }

    /** At another pace. */
    public WorldSpec withPace(Pace other) {
        return new WorldSpec(seed, shape, start, other);
    }
}
