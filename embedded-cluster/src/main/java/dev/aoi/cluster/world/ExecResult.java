package dev.aoi.cluster.world;

import java.time.Duration;

/**
 * What a command inside a container gave.
 *
 * @param stdout standard output
 * @param stderr standard error
 * @param exitCode 0 for success
 * @param took virtual time from its start to its end; years for what never ends by itself
 */
public record ExecResult(String stdout, String stderr, int exitCode, Duration took) {
    /** A command that took no time. */
    public ExecResult(String stdout, String stderr, int exitCode) {
        this(stdout, stderr, exitCode, Duration.ZERO);
    }
}
