package dev.aoi.cluster.world;

import java.time.Instant;

/**
 * One line of a container's log.
 *
 * @param time virtual time at which it was written
 * @param text the line without its line feed
 */
public record LogLine(Instant time, String text) {}
