package dev.aoi.cluster.conformance;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The real clients.
 *
 * @param kubectl the program
 * @param helm the program; without it lines that need it are skipped
 */
public record Clients(Path kubectl, Optional<Path> helm) {}
