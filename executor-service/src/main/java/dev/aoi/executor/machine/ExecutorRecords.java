package dev.aoi.executor.machine;

import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.Observations;
import dev.aoi.worker.observation.Origin;

import java.time.Instant;

/** Records of proposals and changes that follow from facts alone. */
final class ExecutorRecords {
    private final Headers.Source source;
    private final Observations observations;

    ExecutorRecords(Headers.Source source) {
        this.source = source;
        this.observations = new Observations(source);
    }

    /** A proposal that is not done, and why. */
    Observation notDone(
            ExecutorView view,
            Origin origin,
            String requestId,
            String purpose,
            CommandVerdict verdict,
            String reason,
            Instant time) {
        EventHeader header =
                header(view, requestId, Observations.index(view.attempt()), origin.causeId(), time);
        return observations
                .begin(header, origin, purpose, time)
                .setVerdict(verdict)
                .setRefusal(reason)
                .setExitCode(-1)
                .build();
    }

    /** What a change came to, as kubectl would have printed it. */
    Observation done(
            ExecutorView view,
            Origin origin,
            String requestId,
            WriteIntended intended,
            WriteOutcome outcome) {
        EventHeader header =
                header(
                        view,
                        requestId,
                        Observations.index(view.attempt()),
                        outcome.eventId(),
                        outcome.time());
        Observation.Builder observation =
                observations
                        .begin(header, origin, "write", outcome.time())
                        .setVerdict(CommandVerdict.ALLOWED)
                        .setCommand(intended.getCommand());
        return switch (outcome) {
            case WriteOutcome.Applied(var fact) ->
                    observation
                            .setExitCode(0)
                            .setOutput(
                                    ChangeText.done(intended)
                                            + (fact.getReconciled()
                                                    ? " (found by looking)\n"
                                                    : "\n"))
                            .build();
            case WriteOutcome.Failed(var fact) ->
                    observation.setExitCode(1).setErrorOutput(fact.getReason()).build();
            case WriteOutcome.Unknown(var fact) ->
                    observation
                            .setExitCode(1)
                            .setErrorOutput(
                                    "Nobody knows whether the change was made: " + fact.getReason())
                            .build();
        };
    }

    /** That a change of this step was taken back. */
    Observation undone(
            ExecutorView view, Origin origin, WriteIntended intended, Instant time, String why) {
        EventHeader header = header(view, intended.getWriteId(), "undo-seen", "", time);
        return observations
                .begin(header, origin, "undo", time)
                .setVerdict(CommandVerdict.ALLOWED)
                .setCommand(intended.getCommand())
                .setExitCode(0)
                .setOutput("taken back: " + ChangeText.target(intended) + " (" + why + ")\n")
                .build();
    }

    /** The line of the ledger for a change. */
    static LedgerEntry entry(WriteIntended intended, WriteOutcome outcome, boolean undone) {
        LedgerEntry.Builder entry =
                LedgerEntry.newBuilder()
                        .setWriteId(intended.getWriteId())
                        .setAction(intended.getCommand())
                        .setTarget(ChangeText.target(intended))
                        .setTime(outcome.time());
        return switch (outcome) {
            case WriteOutcome.Applied(var fact) ->
                    undone
                            ? entry.setOutcome("undone").build()
                            : entry.setOutcome("applied")
                                    .setResultHash(fact.getResultHash())
                                    .build();
            case WriteOutcome.Failed _ -> entry.setOutcome("failed").build();
            case WriteOutcome.Unknown _ -> entry.setOutcome("unknown").build();
        };
    }

    private EventHeader header(
            ExecutorView view, String after, String index, String causeId, Instant time) {
        EventHeader header =
                Headers.following(
                        view.command().getHeader().getIncidentId(), after, index, time, source);
        return causeId.isEmpty()
                ? header
                : EventHeader.newBuilder(header).setCausationId(causeId).build();
    }
}
