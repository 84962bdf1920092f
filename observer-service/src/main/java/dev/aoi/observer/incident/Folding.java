package dev.aoi.observer.incident;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.TimerFired;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

/**
 * Stores a fact in an incident. Storing is order-free: each fact has its own slot, and among facts
 * for the same slot the first in the log wins.
 */
final class Folding {
    private Folding() {}

    static void store(ObserverIncident.Draft draft, Fact fact) {
        draft.firstOffsets.merge(fact.topic(), fact.ref().getOffset(), Math::min);
        String id = fact.header().getEventId();
        switch (fact.event()) {
            case IncidentOpened opened -> {
                if (draft.brief == null) {
                    draft.brief = Brief.of(opened);
                }
            }
            case Completion completion -> completion(draft, fact, completion);
            case Observation seen -> observation(draft, fact, seen);
            case RoundClosed closed -> round(draft, fact, closed);
            case Summary summary ->
                    draft.contexts.putIfAbsent(
                            summary.getCommandId(),
                            new Known.Context(
                                    summary.getCommandId(),
                                    summary.getText(),
                                    fact.header().getTime()));
            case Decision _, ProbeCommand _, ExecutorCommand _, CompressorCommand _ ->
                    draft.written.add(id);
            case TimerFired _ -> {
                draft.written.add(id);
                draft.deadlinePassed = true;
            }
            case Submission _ -> {
                if (draft.submission == null) {
                    draft.submission = new Known.Sent(id, fact.header().getTime());
                }
            }
            case Evaluation _ -> {
                if (draft.evaluationId.isEmpty()) {
                    draft.evaluationId = id;
                }
            }
            case IncidentClosed closed -> {
                if (draft.end == null) {
                    draft.end =
                            new Known.End(id, closed.getEvaluationId(), fact.header().getTime());
                }
            }
            case Trajectory _ -> draft.trajectoryWritten = true;
            default -> {
                // Journal and approvals matter to the trajectory, which reads them from the log.
            }
        }
    }

    private static void completion(ObserverIncident.Draft draft, Fact fact, Completion completion) {
        if (draft.counted.add(fact.header().getEventId())) {
            TokenUsage tokens = completion.getTokens();
            draft.inputTokens += tokens.getInput();
            draft.outputTokens += tokens.getOutput();
            draft.estimatedTokens |= tokens.getEstimated();
        }
        if (fact.topic().equals(Topics.OBSERVER_COMPLETIONS.name())) {
            draft.thoughts.putIfAbsent(
                    Ids.attempt(completion.getRequestId(), completion.getAttempt()),
                    new Known.Thought(
                            fact.header().getEventId(),
                            completion.getAnswer(),
                            completion.getFailure(),
                            completion.getPolicy(),
                            fact.header().getTime()));
        }
    }

    private static void observation(ObserverIncident.Draft draft, Fact fact, Observation seen) {
        boolean refused = seen.getVerdict() != CommandVerdict.ALLOWED;
        draft.looks.putIfAbsent(
                fact.header().getEventId(),
                new Known.Look(
                        fact.header().getEventId(),
                        Known.Place.of(fact.ref()),
                        refused ? seen.getTyped() : seen.getCommand(),
                        seen.getExitCode(),
                        refused,
                        seen.getChunk()));
    }

    private static void round(ObserverIncident.Draft draft, Fact fact, RoundClosed closed) {
        draft.rounds.putIfAbsent(
                closed.getCommandId(),
                new Known.Round(
                        closed.getCommandId(),
                        closed.getOutcome().name().toLowerCase(java.util.Locale.ROOT),
                        java.util.List.copyOf(closed.getObservationIds()),
                        closed.getHandles().stream().map(Known.Handle::of).toList(),
                        closed.getLedger().stream().map(Known.Done::of).toList(),
                        closed.getDetail(),
                        fact.header().getTime()));
    }

    /** The short name of an observation that a mind may cite. */
    static String shortId(Known.Look look) {
        return Headers.shortId(look.id());
    }
}
