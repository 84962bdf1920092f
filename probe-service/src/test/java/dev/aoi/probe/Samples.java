package dev.aoi.probe;

import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Phase;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.ProbeContext;

import java.time.Instant;
import java.util.List;

/** Records for tests. */
final class Samples {
    static final String INCIDENT = "inc-1";
    static final String NAMESPACE = "shop";
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Headers.Source PROBE = new Headers.Source("probe", "probe-1", "test");
    private static final Headers.Source OBSERVER =
            new Headers.Source("observer", "observer-1", "test");

    private Samples() {}

    static EventHeader header(String index) {
        return Headers.following(INCIDENT, "", index, NOW, OBSERVER);
    }

    static IncidentOpened opened() {
        return IncidentOpened.newBuilder()
                .setHeader(header("opened"))
                .setTaskType(TaskType.DETECTION)
                .setDescription("Something is slow in the shop.")
                .setCluster("embedded")
                .setWorld("w-1")
                .setNamespace(NAMESPACE)
                .setRunMode(RunMode.AUTONOMOUS)
                .setDeadline(NOW.plusSeconds(1800))
                .setHandleSeed(7)
                .build();
    }

    static IncidentClosed closed() {
        return IncidentClosed.newBuilder()
                .setHeader(header("closed"))
                .setReason(CloseReason.SUBMITTED)
                .build();
    }

    static ProbeCommand command(String index, int rounds, String... checks) {
        return ProbeCommand.newBuilder()
                .setHeader(header(index))
                .setTurn(1)
                .setTaskType(TaskType.DETECTION)
                .setDescription("Something is slow in the shop.")
                .setInstruction("Which pods are unwell?")
                .setContext(
                        ProbeContext.newBuilder()
                                .setPhase(Phase.SURFACE_SCAN)
                                .setInvestigationType("health_check")
                                .setChecks(List.of(checks))
                                .build())
                .setHandleSeed(7)
                .setCluster("embedded")
                .setWorld("w-1")
                .setNamespace(NAMESPACE)
                .setLimits(Limits.newBuilder().setProbeRounds(rounds).build())
                .setDeadline(NOW.plusSeconds(600))
                .build();
    }
}
