package dev.aoi.probe.machine;

import dev.aoi.probe.mind.ProbeView;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;

import java.time.Instant;

/** Records that follow from facts alone. */
final class ProbeRecords {
    private final Headers.Source source;

    ProbeRecords(Headers.Source source) {
        this.source = source;
    }

    /** The end of a step. One id whatever the outcome, so that a step ends once. */
    RoundClosed closed(StepSoFar step, RoundOutcome outcome, String detail, Instant time) {
        ProbeCommand command = step.command();
        String id = command.getHeader().getEventId();
        return RoundClosed.newBuilder()
                .setHeader(
                        Headers.following(
                                command.getHeader().getIncidentId(),
                                id,
                                "round-closed",
                                time,
                                source))
                .setCommandId(id)
                .setTurn(command.getTurn())
                .setRole(source.role())
                .setOutcome(outcome)
                .setObservationIds(step.observationIds())
                .setHandles(step.newHandles())
                .setLedger(java.util.List.of())
                .setDetail(detail)
                .setPolicy(step.policy())
                .setTokens(step.tokens())
                .build();
    }

    /** A proposal that is not run, and why. */
    Observation notRun(
            ProbeView view,
            Completion completion,
            String typed,
            CommandVerdict verdict,
            String reason) {
        ProbeCommand command = view.command();
        Instant time = completion.getHeader().getTime();
        return Observation.newBuilder()
                .setHeader(
                        Headers.following(
                                command.getHeader().getIncidentId(),
                                completion.getRequestId(),
                                observationIndex(view.attempt()),
                                time,
                                source))
                .setCommandId(command.getHeader().getEventId())
                .setTurn(command.getTurn())
                .setRole(source.role())
                .setRound(view.round())
                .setAttempt(view.attempt())
                .setTyped(typed)
                .setCommand("")
                .setPurpose("look")
                .setVerdict(verdict)
                .setRefusal(reason)
                .setExitCode(-1)
                .setOutput("")
                .setErrorOutput("")
                .setHandles(java.util.List.of())
                .setStartedAt(time)
                .setFinishedAt(time)
                .build();
    }

    /** What an observation is among the things that follow from a request. */
    static String observationIndex(int attempt) {
        return "observation-" + attempt + "-0";
    }
}
