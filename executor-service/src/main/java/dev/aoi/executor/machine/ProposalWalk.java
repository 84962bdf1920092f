package dev.aoi.executor.machine;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.executor.mind.Judge;
import dev.aoi.executor.mind.Judge.Judgement;
import dev.aoi.executor.mind.Proposal;
import dev.aoi.kube.expectation.Expectation;
import dev.aoi.kube.expectation.ExpectationParser;
import dev.aoi.kube.expectation.Parsing;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.worker.observation.Origin;
import dev.aoi.worker.observation.Sighting;
import dev.aoi.worker.step.Place;
import dev.aoi.worker.step.Place.Part;

import java.util.Optional;

/**
 * Walks through what one proposal leads to.
 *
 * <ol>
 *   <li>Not allowed: the refusal is observed. A look: it is run. A change: it is planned, which
 *       gives an intent, or an observation when there is nothing to send.
 *   <li>An intent leads to an outcome ({@link WriteWalk}), the outcome to an observation.
 *   <li>An applied change is verified. Not as expected: it is taken back, and that is observed.
 * </ol>
 *
 * <p>Invariant: at most one change per proposal, and none beyond the incident's limit.
 */
final class ProposalWalk {
    private final ExecutorRecords records;
    private final WriteWalk writes;

    ProposalWalk(ExecutorRecords records, WriteWalk writes) {
        this.records = records;
        this.writes = writes;
    }

    Turn next(
            ExecutorState state,
            StepSoFar step,
            ExecutorView view,
            Completion completion,
            Proposal proposal,
            RoundClosed late) {
        String commandId = step.command().getHeader().getEventId();
        Origin origin =
                new Origin(
                        commandId,
                        step.command().getTurn(),
                        view.round(),
                        view.attempt(),
                        completion.getHeader().getEventId(),
                        proposal.command());
        Task task = new Task(step.incident(), view, completion.getRequestId(), origin);
        String writeId =
                Headers.derivedId(
                        step.incident().getHeader().getIncidentId(),
                        completion.getRequestId(),
                        "write-" + view.attempt());
        WriteIntended intended = state.writes().intended().get(writeId);
        Sighting deed = seen(state, origin, Part.DEED);
        if (intended == null) {
            if (deed == null) {
                return new Turn.Due(begin(state, task, completion, proposal, writeId, late));
            }
            step.progress().looked(deed);
            return withoutIntent(state, step, task, proposal, deed);
        }
        WriteOutcome outcome = state.writes().outcomes().get(writeId);
        if (outcome == null) {
            return new Turn.Due(writes.due(state, step, task, intended));
        }
        boolean undone = state.writes().undone().containsKey(writeId);
        step.wrote(ExecutorRecords.entry(intended, outcome, undone));
        if (deed == null) {
            return observe(records.done(view, origin, task.requestId(), intended, outcome));
        }
        step.progress().looked(deed);
        return switch (outcome) {
            case WriteOutcome.Failed _ -> Turn.Again.ANEW;
            case WriteOutcome.Unknown(var fact) ->
                    new Turn.StepOver(
                            RoundOutcome.DONE,
                            "Nobody knows whether the change was made: " + fact.getReason());
            case WriteOutcome.Applied(var applied) ->
                    applied(state, step, task, proposal, intended, applied);
        };
    }

    private Effect<ExecutorAction> begin(
            ExecutorState state,
            Task task,
            Completion completion,
            Proposal proposal,
            String writeId,
            RoundClosed late) {
        ExecutorView view = task.view();
        return switch (Judge.judge(proposal.command(), view)) {
            case Judgement.Rejected(String reason) ->
                    notDone(task, completion, "look", CommandVerdict.REJECTED, reason);
            case Judgement.Refused(String reason) ->
                    notDone(task, completion, "look", CommandVerdict.REFUSED, reason);
            case Judgement.Look(var resolved) ->
                    new Effect.Act<>(
                            task.requestId() + "-look-" + view.attempt(),
                            new ExecutorAction.Look(task, resolved, late));
            case Judgement.Change(var resolved) -> {
                int limit = view.command().getLimits().getWrites();
                if (state.writes().intended().size() >= limit) {
                    String reason = "the incident's limit of " + limit + " changes is used up";
                    yield notDone(task, completion, "write", CommandVerdict.REFUSED, reason);
                }
                Expectation expectation =
                        Judge.expectation(proposal.expectation(), view).orElseThrow();
                yield new Effect.Act<>(
                        writeId + "-plan",
                        new ExecutorAction.Plan(task, resolved, expectation, writeId, late));
            }
        };
    }

    /** A look, a refusal, or a change for which there was nothing to send. */
    private Turn withoutIntent(
            ExecutorState state, StepSoFar step, Task task, Proposal proposal, Sighting deed) {
        if (!deed.asStep().succeeded()) {
            return Turn.Again.ANEW;
        }
        Optional<Expectation> expectation =
                deed.asStep().purpose().equals("write")
                        ? Judge.expectation(proposal.expectation(), task.view())
                        : Optional.empty();
        if (expectation.isEmpty()) {
            return proposal.complete() ? new Turn.StepOver(RoundOutcome.DONE, "") : Turn.Again.ANEW;
        }
        Sighting verified = seen(state, task.origin(), Part.VERIFY);
        if (verified == null) {
            return new Turn.Due(verify(step, task, expectation.get()));
        }
        step.progress().looked(verified);
        return verified.asStep().succeeded() ? held(proposal) : Turn.Again.ANEW;
    }

    private Turn applied(
            ExecutorState state,
            StepSoFar step,
            Task task,
            Proposal proposal,
            WriteIntended intended,
            WriteApplied applied) {
        Sighting verified = seen(state, task.origin(), Part.VERIFY);
        if (verified == null) {
            return new Turn.Due(verify(step, task, stated(intended)));
        }
        step.progress().looked(verified);
        if (verified.asStep().succeeded()) {
            return held(proposal);
        }
        Sighting undoSeen = seen(state, task.origin(), Part.UNDO);
        WriteUndone undone = state.writes().undone().get(intended.getWriteId());
        if (undoSeen == null) {
            return undone == null
                    ? new Turn.Due(undo(step, task, intended, applied))
                    : observe(
                            records.undone(
                                    task.view(),
                                    task.origin(),
                                    intended,
                                    undone.getHeader().getTime(),
                                    undone.getReason()));
        }
        step.progress().looked(undoSeen);
        if (!undoSeen.asStep().succeeded()) {
            return new Turn.StepOver(
                    RoundOutcome.DONE,
                    "The change does not do what was expected and could not be taken back");
        }
        return UndoWalk.asked(state, intended.getWriteId())
                ? new Turn.StepOver(RoundOutcome.DONE, "A person had the change taken back")
                : Turn.Again.ANEW;
    }

    private static Turn held(Proposal proposal) {
        return proposal.complete()
                ? new Turn.StepOver(RoundOutcome.DONE, "")
                : new Turn.RoundOver();
    }

    private static Effect<ExecutorAction> verify(
            StepSoFar step, Task task, Expectation expectation) {
        return new Effect.Act<>(
                task.requestId() + "-verify-" + task.view().attempt(),
                new ExecutorAction.Verify(task, expectation.text(), expectation, step.deadline()));
    }

    private static Effect<ExecutorAction> undo(
            StepSoFar step, Task task, WriteIntended intended, WriteApplied applied) {
        String failureId =
                Headers.derivedId(
                        step.incident().getHeader().getIncidentId(),
                        intended.getWriteId(),
                        "undo-failed");
        return new Effect.Act<>(
                intended.getWriteId() + "-undo",
                new ExecutorAction.Undo(
                        step.incident(),
                        task.origin(),
                        intended,
                        applied.getResourceVersion(),
                        "what was expected did not hold: " + intended.getExpectation(),
                        failureId));
    }

    private static Expectation stated(WriteIntended intended) {
        return switch (ExpectationParser.parse(intended.getExpectation())) {
            case Parsing.Stated(Expectation expectation) -> expectation;
            case Parsing.Malformed(String reason) ->
                    throw new IllegalStateException(
                            "Write "
                                    + intended.getWriteId()
                                    + " was journaled with an expectation that is none: "
                                    + reason);
        };
    }

    private Effect<ExecutorAction> notDone(
            Task task,
            Completion completion,
            String purpose,
            CommandVerdict verdict,
            String reason) {
        return new Effect.Append<>(
                new Outgoing(
                        Topics.EXECUTOR_OBSERVATIONS,
                        records.notDone(
                                task.view(),
                                task.origin(),
                                task.requestId(),
                                purpose,
                                verdict,
                                reason,
                                completion.getHeader().getTime())));
    }

    private static Turn observe(dev.aoi.schemas.worker.Observation observation) {
        return new Turn.Due(
                new Effect.Append<>(new Outgoing(Topics.EXECUTOR_OBSERVATIONS, observation)));
    }

    private static @org.jspecify.annotations.Nullable Sighting seen(
            ExecutorState state, Origin origin, Part part) {
        return state.steps().sightings().get(Place.of(origin, part));
    }
}
