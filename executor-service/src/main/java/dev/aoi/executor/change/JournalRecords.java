package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.executor.machine.ExecutorAction.Plan;
import dev.aoi.executor.machine.Task;
import dev.aoi.kube.handle.HandleEntry;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.worker.observation.OutputChunks;

import org.apache.avro.specific.SpecificRecord;

import java.time.Clock;
import java.util.List;

/** Makes the records of the journal; their ids follow from the write's. */
final class JournalRecords {
    private final Headers.Source source;
    private final Clock clock;

    JournalRecords(Headers.Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    WriteIntended intended(Plan plan, PlannedWrite write) {
        Task task = plan.task();
        ObservedObject target = write.target();
        EventHeader header =
                EventHeader.newBuilder(header(incident(task), plan.writeId(), "intended"))
                        .setCausationId(task.origin().causeId())
                        .build();
        return WriteIntended.newBuilder()
                .setHeader(header)
                .setWriteId(plan.writeId())
                .setCommandId(task.origin().commandId())
                .setRound(task.origin().round())
                .setCommand(write.command().text())
                .setHandle(task.view().handles().of(target).map(HandleEntry::handle).orElse(""))
                .setKind(target.kind())
                .setNamespace(target.namespace())
                .setName(target.name())
                .setUid(target.uid())
                .setResourceVersion(write.resourceVersion())
                .setBeforeImage(write.beforeImageJson())
                .setPatchType(write.patchType())
                .setPatch(write.patchJson())
                .setUndoPatchType(write.undo().patchType())
                .setUndoPatch(write.undo().patchJson())
                .setPreconditioned(true)
                .setExpectation(plan.expectation().text())
                .setHash(write.hash())
                .build();
    }

    Outgoing applied(
            WriteIntended intended, String resourceVersion, String resultHash, boolean found) {
        return journal(
                WriteApplied.newBuilder()
                        .setHeader(after(intended, "applied"))
                        .setWriteId(intended.getWriteId())
                        .setResourceVersion(resourceVersion)
                        .setResultHash(resultHash)
                        .setReconciled(found)
                        .build());
    }

    Outgoing failed(WriteIntended intended, String reason) {
        return journal(
                WriteFailed.newBuilder()
                        .setHeader(after(intended, "failed"))
                        .setWriteId(intended.getWriteId())
                        .setReason(reason.strip())
                        .build());
    }

    Outgoing unknown(WriteIntended intended, String reason) {
        return journal(
                WriteUnknown.newBuilder()
                        .setHeader(after(intended, "unknown"))
                        .setWriteId(intended.getWriteId())
                        .setReason(reason.strip())
                        .build());
    }

    Outgoing undone(WriteIntended intended, String resourceVersion, String reason) {
        return journal(
                WriteUndone.newBuilder()
                        .setHeader(after(intended, "undone"))
                        .setWriteId(intended.getWriteId())
                        .setResourceVersion(resourceVersion)
                        .setReason(reason)
                        .build());
    }

    static Outgoing journal(SpecificRecord fact) {
        return new Outgoing(Topics.JOURNAL, fact);
    }

    private EventHeader after(WriteIntended intended, String index) {
        EventHeader header =
                header(intended.getHeader().getIncidentId(), intended.getWriteId(), index);
        return EventHeader.newBuilder(header)
                .setCausationId(intended.getHeader().getEventId())
                .build();
    }

    private EventHeader header(String incidentId, String writeId, String index) {
        return Headers.following(incidentId, writeId, index, clock.instant(), source);
    }

    private static String incident(Task task) {
        return task.incident().getHeader().getIncidentId();
    }

    /** Bytes that a journaled change would have, roughly: its texts. */
    static int size(PlannedWrite write) {
        return List.of(
                        write.beforeImageJson(),
                        write.patchJson(),
                        write.undo().patchJson(),
                        write.command().text())
                .stream()
                .mapToInt(OutputChunks::bytes)
                .sum();
    }
}
