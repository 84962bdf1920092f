package dev.aoi.cluster.host;

import java.time.Instant;

/**
 * What the admin API says of a world.
 *
 * @param name unique on its host
 * @param seed decides everything that is random
 * @param now virtual time
 */
public record WorldInfo(String name, long seed, Instant now) {}
