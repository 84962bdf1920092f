package dev.aoi.cluster.process;

import java.time.Duration;

/** How a program answers SIGTERM: it exits with {@code exitCode} after {@code delay}. */
public record Termination(Duration delay, int exitCode) {}
