package dev.aoi.probe.machine;

import dev.aoi.agent.answer.Reask;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.probe.mind.Judge;
import dev.aoi.probe.mind.Judge.Judgement;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.probe.mind.Proposal;
import dev.aoi.probe.mind.ProposalReader;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.worker.mind.Reading;
import dev.aoi.worker.observation.Origin;
import dev.aoi.worker.observation.Sighting;
import dev.aoi.worker.step.Place;
import dev.aoi.worker.step.Question;
import dev.aoi.worker.step.RoundRecords;

import java.util.List;

/**
 * Walks through the rounds and attempts of a step over the facts and stops at the first that lacks
 * one: that is what is due.
 *
 * <ol>
 *   <li>A round asks the mind; attempt 0 first. No completion in the log: ask.
 *   <li>An answer that cannot be read, or a mind that is silent, leads to the next attempt; after
 *       the last one the step is closed as POLICY_FAILED.
 *   <li>A proposal is judged. Not allowed: the refusal is observed. Allowed: the command is run.
 *   <li>An observation that is not a success leads to the next attempt, whose prompt shows it;
 *       after a success, or the last attempt, the round is over.
 *   <li>The step is closed when the mind said so or no round is left.
 * </ol>
 *
 * <p>Invariant: the result follows from the set of facts, whatever their order.
 */
final class ProbeWalk {
    private final ProposalReader reader;
    private final RoundRecords rounds;
    private final RefusalRecords refusals;

    ProbeWalk(ProposalReader reader, Headers.Source source) {
        this.reader = reader;
        this.rounds = new RoundRecords(source);
        this.refusals = new RefusalRecords(source);
    }

    /** The one effect that is due in the step. */
    Effect<ProbeAction> next(ProbeState state, IncidentOpened incident, ProbeCommand command) {
        StepSoFar step = new StepSoFar(incident, command, state.steps().tokensSpent());
        if (!command.getNamespace().equals(incident.getNamespace())) {
            String detail =
                    "The command is for namespace "
                            + command.getNamespace()
                            + " but the incident is in "
                            + incident.getNamespace();
            return close(step, RoundOutcome.REFUSED, detail);
        }
        for (int round = 1; round <= step.rounds(); round++) {
            String requestId = RoundRecords.requestId(command.getHeader(), round);
            List<Message> again = List.of();
            for (int attempt = 0; attempt <= step.retries(); attempt++) {
                boolean last = attempt == step.retries();
                ProbeView view = step.view(round, attempt);
                Completion completion =
                        state.steps().answers().get(new Question(requestId, attempt));
                if (completion == null) {
                    return new Effect.Act<>(
                            requestId + "-ask-" + attempt,
                            new ProbeAction.Ask(view, requestId, again, late(step)));
                }
                step.progress().answered(completion);
                Reading<Proposal> reading = reader.read(completion);
                if (!(reading instanceof Reading.Proposed<Proposal>(Proposal proposal))) {
                    if (last) {
                        return close(step, RoundOutcome.POLICY_FAILED, failure(reading));
                    }
                    again = repeated(completion, reading);
                    continue;
                }
                again = List.of();
                if (proposal.command().isEmpty()) {
                    return close(step, RoundOutcome.DONE, "");
                }
                Origin origin = origin(view, completion, proposal);
                Sighting seen = state.steps().sightings().get(Place.of(origin, Place.Part.DEED));
                if (seen == null) {
                    return act(step, view, completion, origin);
                }
                step.progress().looked(seen);
                if (seen.asStep().succeeded() || last) {
                    if (proposal.complete()) {
                        return close(step, RoundOutcome.DONE, "");
                    }
                    break;
                }
            }
        }
        return close(
                step,
                RoundOutcome.LIMIT,
                "All " + step.rounds() + " rounds are used; the mind wanted more");
    }

    private static Origin origin(ProbeView view, Completion completion, Proposal proposal) {
        return new Origin(
                view.command().getHeader().getEventId(),
                view.command().getTurn(),
                view.round(),
                view.attempt(),
                completion.getHeader().getEventId(),
                proposal.command());
    }

    private Effect<ProbeAction> act(
            StepSoFar step, ProbeView view, Completion completion, Origin origin) {
        return switch (Judge.judge(origin.typed(), view)) {
            case Judgement.Rejected(String reason) ->
                    notRun(completion, origin, CommandVerdict.REJECTED, reason);
            case Judgement.Refused(String reason) ->
                    notRun(completion, origin, CommandVerdict.REFUSED, reason);
            case Judgement.Run(var resolved) ->
                    new Effect.Act<>(
                            completion.getRequestId() + "-look-" + view.attempt(),
                            new ProbeAction.Look(
                                    step.incident(),
                                    view,
                                    completion.getRequestId(),
                                    origin,
                                    resolved,
                                    late(step)));
        };
    }

    private Effect<ProbeAction> notRun(
            Completion completion, Origin origin, CommandVerdict verdict, String why) {
        return new Effect.Append<>(
                new Outgoing(
                        Topics.PROBE_OBSERVATIONS,
                        refusals.notRun(completion, origin, verdict, why)));
    }

    private Effect<ProbeAction> close(StepSoFar step, RoundOutcome outcome, String detail) {
        return new Effect.Append<>(
                new Outgoing(
                        Topics.PROBE_OBSERVATIONS,
                        rounds.ended(step.progress(), List.of(), outcome, detail)));
    }

    private RoundClosed late(StepSoFar step) {
        String detail = "The deadline came after " + step.progress().ran() + " commands";
        return rounds.closed(
                step.progress(), List.of(), RoundOutcome.DEADLINE, detail, step.deadline());
    }

    private static List<Message> repeated(Completion completion, Reading<Proposal> reading) {
        return reading instanceof Reading.Unusable<Proposal>(List<String> errors)
                ? Reask.messages(completion.getMessages(), completion.getAnswer(), errors)
                : completion.getMessages();
    }

    private static String failure(Reading<Proposal> reading) {
        return switch (reading) {
            case Reading.Silent<Proposal>(String failure) -> "The mind gave no answer: " + failure;
            case Reading.Unusable<Proposal>(List<String> errors) ->
                    "The mind's answers could not be used: " + String.join("; ", errors);
            case Reading.Proposed<Proposal> _ -> "";
        };
    }
}
