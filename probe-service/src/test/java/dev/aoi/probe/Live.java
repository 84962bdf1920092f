package dev.aoi.probe;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.worker.bench.LiveIncident;

import java.util.List;

/** Records of an incident in a world that really runs. */
record Live(String incident, String world) {

    IncidentOpened opened() {
        return running().opened(Samples.opened());
    }

    ProbeCommand command(String index, List<String> checks) {
        return command(index, checks, List.of());
    }

    ProbeCommand command(String index, List<String> checks, List<HandleEntry> handles) {
        return ProbeCommand.newBuilder(Samples.command(index, 3, checks.toArray(String[]::new)))
                .setHeader(running().header(index))
                .setWorld(world)
                .setHandles(handles)
                .setDeadline(running().deadline())
                .build();
    }

    private LiveIncident running() {
        return new LiveIncident(incident, world);
    }
}
