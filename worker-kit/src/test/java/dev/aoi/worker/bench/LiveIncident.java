package dev.aoi.worker.bench;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;

import java.time.Instant;

/** What the records of an incident share that is in a world that really runs. */
public record LiveIncident(String incident, String world) {

    /** A sample of an opened incident, as this one. */
    public IncidentOpened opened(IncidentOpened sample) {
        return IncidentOpened.newBuilder(sample)
                .setHeader(header("opened"))
                .setWorld(world)
                .setDeadline(deadline())
                .build();
    }

    /** Ten minutes from now. */
    public Instant deadline() {
        return Instant.now().plusSeconds(600);
    }

    /** Header of a record that the observer writes now. */
    public EventHeader header(String index) {
        return Headers.following(
                incident,
                "",
                index,
                Instant.now(),
                new Headers.Source("observer", "observer-1", "test"));
    }
}
