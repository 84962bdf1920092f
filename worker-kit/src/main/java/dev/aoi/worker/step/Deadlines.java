package dev.aoi.worker.step;

import dev.aoi.schemas.env.IncidentOpened;

import java.time.Instant;
import java.util.stream.Stream;

/** When a step must be closed. */
public final class Deadlines {
    private Deadlines() {}

    /** The earlier of the command's and the incident's; one that is not set does not count. */
    public static Instant of(Instant command, IncidentOpened incident) {
        return Stream.of(command, incident.getDeadline())
                .filter(deadline -> deadline.isAfter(Instant.EPOCH))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
