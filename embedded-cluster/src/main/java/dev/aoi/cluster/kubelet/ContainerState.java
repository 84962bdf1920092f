package dev.aoi.cluster.kubelet;

import java.time.Instant;

/** State of a container as its status shows it. */
sealed interface ContainerState {
    /** Not running yet, or again; the message may be empty. */
    record Waiting(String reason, String message) implements ContainerState {}

    record Running(Instant since) implements ContainerState {}

    /** {@code started} is the epoch when it never ran. */
    record Terminated(
            int exitCode,
            String reason,
            String message,
            Instant started,
            Instant finished,
            String containerId)
            implements ContainerState {}
}
