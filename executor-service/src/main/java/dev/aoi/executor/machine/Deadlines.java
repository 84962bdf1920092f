package dev.aoi.executor.machine;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.ExecutorCommand;

import java.time.Instant;
import java.util.stream.Stream;

/** When a step must be closed. */
final class Deadlines {
    private Deadlines() {}

    /** The earlier of the command's and the incident's; one that is not set does not count. */
    static Instant of(ExecutorCommand command, IncidentOpened incident) {
        return Stream.of(command.getDeadline(), incident.getDeadline())
                .filter(deadline -> deadline.isAfter(Instant.EPOCH))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
