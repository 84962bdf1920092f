package dev.aoi.probe;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.observer.ProbeCommand;

import java.time.Instant;
import java.util.List;

/** Records of an incident in a world that really runs. */
record Live(String incident, String world) {

    IncidentOpened opened() {
        return IncidentOpened.newBuilder(Samples.opened())
                .setHeader(header("opened"))
                .setWorld(world)
                .setDeadline(Instant.now().plusSeconds(600))
                .build();
    }

    ProbeCommand command(String index, List<String> checks) {
        return command(index, checks, List.of());
    }

    ProbeCommand command(String index, List<String> checks, List<HandleEntry> handles) {
        return ProbeCommand.newBuilder(Samples.command(index, 3, checks.toArray(String[]::new)))
                .setHeader(header(index))
                .setWorld(world)
                .setHandles(handles)
                .setDeadline(Instant.now().plusSeconds(600))
                .build();
    }

    private EventHeader header(String index) {
        return Headers.following(
                incident,
                "",
                index,
                Instant.now(),
                new Headers.Source("observer", "observer-1", "test"));
    }
}
