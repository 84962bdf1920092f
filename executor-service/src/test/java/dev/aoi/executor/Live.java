package dev.aoi.executor;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.Undo;

import java.time.Instant;
import java.util.List;

/** Records of an incident in a world that really runs. */
record Live(String incident, String world, RunMode mode) {

    IncidentOpened opened() {
        return IncidentOpened.newBuilder(Samples.opened(TaskType.MITIGATION, mode))
                .setHeader(header("opened"))
                .setWorld(world)
                .setDeadline(Instant.now().plusSeconds(600))
                .build();
    }

    ExecutorCommand command(
            String index, String repair, String expectation, List<HandleEntry> handles) {
        return ExecutorCommand.newBuilder(Samples.command(index, repair, expectation))
                .setHeader(header(index))
                .setWorld(world)
                .setRunMode(mode)
                .setHandles(handles)
                .setDeadline(Instant.now().plusSeconds(600))
                .build();
    }

    Approval grant(ApprovalRequest request) {
        return Approval.newBuilder(Samples.approval(request, true, Instant.now()))
                .setHeader(header("grant"))
                .build();
    }

    Undo undoAll() {
        return Undo.newBuilder().setHeader(header("undo")).build();
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
