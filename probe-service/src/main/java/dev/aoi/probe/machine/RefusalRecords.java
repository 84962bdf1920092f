package dev.aoi.probe.machine;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.Observations;
import dev.aoi.worker.observation.Origin;

import java.time.Instant;

/** Observations of proposals that are not run. They follow from facts alone. */
final class RefusalRecords {
    private final Headers.Source source;
    private final Observations observations;

    RefusalRecords(Headers.Source source) {
        this.source = source;
        this.observations = new Observations(source);
    }

    /** A proposal that is not run, and why. */
    Observation notRun(
            Completion completion, Origin origin, CommandVerdict verdict, String reason) {
        Instant time = completion.getHeader().getTime();
        EventHeader header =
                Headers.following(
                        completion.getHeader().getIncidentId(),
                        completion.getRequestId(),
                        Observations.index(origin.attempt()),
                        time,
                        source);
        return observations
                .begin(header, origin, "look", time)
                .setVerdict(verdict)
                .setRefusal(reason)
                .setExitCode(-1)
                .build();
    }
}
