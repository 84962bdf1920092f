package dev.aoi.cluster.host;

import dev.aoi.cluster.world.WorldSpec;

import java.time.Instant;

/**
 * What the admin API says of a world.
 *
 * @param name unique on its host
 * @param spec what it was made of
 * @param now virtual time
 */
public record WorldInfo(String name, WorldSpec spec, Instant now) {
    /** Decides everything that is random. */
    public long seed() {
        return spec.seed();
    }
}
