package dev.aoi.executor;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.worker.bench.LiveIncident;

import java.time.Instant;
import java.util.List;

/** Records of an incident in a world that really runs. */
record Live(String incident, String world, RunMode mode) {

    IncidentOpened opened() {
        return running().opened(Samples.opened(TaskType.MITIGATION, mode));
    }

    ExecutorCommand command(
            String index, String repair, String expectation, List<HandleEntry> handles) {
        return ExecutorCommand.newBuilder(Samples.command(index, repair, expectation))
                .setHeader(running().header(index))
                .setWorld(world)
                .setRunMode(mode)
                .setHandles(handles)
                .setDeadline(running().deadline())
                .build();
    }

    Approval grant(ApprovalRequest request) {
        return Approval.newBuilder(Samples.approval(request, true, Instant.now()))
                .setHeader(running().header("grant"))
                .build();
    }

    Undo undoAll() {
        return Undo.newBuilder().setHeader(running().header("undo")).build();
    }

    private LiveIncident running() {
        return new LiveIncident(incident, world);
    }
}
