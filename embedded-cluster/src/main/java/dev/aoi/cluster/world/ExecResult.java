package dev.aoi.cluster.world;

/**
 * What a command inside a container gave.
 *
 * @param stdout standard output
 * @param stderr standard error
 * @param exitCode 0 for success
 */
public record ExecResult(String stdout, String stderr, int exitCode) {}
