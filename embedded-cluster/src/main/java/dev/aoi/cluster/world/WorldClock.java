package dev.aoi.cluster.world;

import java.time.Instant;

/** Virtual time of a world. */
@FunctionalInterface
public interface WorldClock {
    /** Now; never before an earlier answer. */
    Instant now();
}
