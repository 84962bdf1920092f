package dev.aoi.executor;

import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.RepairContext;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.Undo;

import java.time.Instant;
import java.util.List;

/** Records for tests: a shop whose service cart leads to port 9999 instead of 9090. */
final class Samples {
    static final String INCIDENT = "inc-1";
    static final String REPAIR =
            "kubectl patch service/cart --type=json -p"
                + " '[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":9090}]'";
    static final String HOLDS = "field service/cart /spec/ports/0/targetPort = 9090";
    static final String NEVER_HOLDS = "field service/cart /spec/ports/0/targetPort = 1";
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Headers.Source EXECUTOR = new Headers.Source("executor", "executor-1", "test");
    private static final Headers.Source OBSERVER =
            new Headers.Source("observer", "observer-1", "test");

    private Samples() {}

    static EventHeader header(String index, Instant time) {
        return Headers.following(INCIDENT, "", index, time, OBSERVER);
    }

    static IncidentOpened opened(TaskType task, RunMode mode) {
        return IncidentOpened.newBuilder()
                .setHeader(header("opened", NOW))
                .setTaskType(task)
                .setDescription("The cart is broken.")
                .setCluster("embedded")
                .setWorld("w-1")
                .setNamespace("shop")
                .setRunMode(mode)
                .setDeadline(NOW.plusSeconds(1800))
                .setHandleSeed(7)
                .build();
    }

    static IncidentClosed closed() {
        return IncidentClosed.newBuilder()
                .setHeader(header("closed", NOW))
                .setReason(CloseReason.SUBMITTED)
                .build();
    }

    static ExecutorCommand command(String index, String repair, String expectation) {
        return ExecutorCommand.newBuilder()
                .setHeader(header(index, NOW))
                .setTurn(4)
                .setTaskType(TaskType.MITIGATION)
                .setDescription("The cart is broken.")
                .setInstruction("Point the service at the port its pods listen on.")
                .setRepair(
                        RepairContext.newBuilder()
                                .setTarget("@s1")
                                .setCommand(repair)
                                .setExpectation(expectation)
                                .build())
                .setHandles(List.of(new HandleEntry("@s1", "Service", "shop", "cart", ShopApi.UID)))
                .setHandleSeed(7)
                .setRunMode(RunMode.AUTONOMOUS)
                .setCluster("embedded")
                .setWorld("w-1")
                .setNamespace("shop")
                .setLimits(Limits.newBuilder().build())
                .setDeadline(NOW.plusSeconds(600))
                .build();
    }

    static ExecutorCommand with(ExecutorCommand command, Limits limits) {
        return ExecutorCommand.newBuilder(command).setLimits(limits).build();
    }

    static Approval approval(ApprovalRequest request, boolean granted, Instant time) {
        return Approval.newBuilder()
                .setHeader(header("approval-" + granted + time, time))
                .setRequestId(request.getRequestId())
                .setRequestHash(request.getHash())
                .setGranted(granted)
                .setPrincipal("ann")
                .setReason("because")
                .build();
    }

    static Undo undo(String index, String writeId) {
        return Undo.newBuilder().setHeader(header(index, NOW)).setWriteId(writeId).build();
    }
}
