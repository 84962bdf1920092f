package dev.aoi.probe.machine;

import dev.aoi.agent.answer.Reask;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.probe.machine.ProbeState.Question;
import dev.aoi.probe.mind.Judge;
import dev.aoi.probe.mind.Judge.Judgement;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.probe.mind.Proposal;
import dev.aoi.probe.mind.ProposalReader;
import dev.aoi.probe.mind.Reading;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;

import java.time.Instant;
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
    private final ProbeRecords records;

    ProbeWalk(ProposalReader reader, ProbeRecords records) {
        this.reader = reader;
        this.records = records;
    }

    /** The one effect that is due in the step. */
    Effect<ProbeAction> next(ProbeState state, IncidentOpened incident, ProbeCommand command) {
        int rounds = command.getLimits().getProbeRounds();
        int retries = Math.max(0, command.getLimits().getRetries());
        StepSoFar step = new StepSoFar(command, rounds, state.tokensSpent());
        if (!command.getNamespace().equals(incident.getNamespace())) {
            String detail =
                    "The command is for namespace "
                            + command.getNamespace()
                            + " but the incident is in "
                            + incident.getNamespace();
            return close(step, RoundOutcome.REFUSED, detail);
        }
        for (int round = 1; round <= rounds; round++) {
            String requestId = requestId(command, round);
            List<Message> again = List.of();
            for (int attempt = 0; attempt <= retries; attempt++) {
                boolean last = attempt == retries;
                ProbeView view = step.view(round, attempt);
                Completion completion = state.answers().get(new Question(requestId, attempt));
                if (completion == null) {
                    return new Effect.Act<>(
                            requestId + "-ask-" + attempt,
                            new ProbeAction.Ask(view, requestId, again, late(step, incident)));
                }
                step.answered(completion);
                Reading reading = reader.read(completion);
                if (!(reading instanceof Reading.Proposed(Proposal proposal))) {
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
                Sighting seen =
                        state.sightings()
                                .get(new Place(command.getHeader().getEventId(), round, attempt));
                if (seen == null) {
                    return act(view, completion, proposal, late(step, incident), incident);
                }
                step.looked(seen);
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
                "All " + rounds + " rounds are used; the mind wanted more");
    }

    private Effect<ProbeAction> act(
            ProbeView view,
            Completion completion,
            Proposal proposal,
            RoundClosed late,
            IncidentOpened incident) {
        String typed = proposal.command();
        return switch (Judge.judge(typed, view)) {
            case Judgement.Rejected(String reason) ->
                    notRun(view, completion, typed, CommandVerdict.REJECTED, reason);
            case Judgement.Refused(String reason) ->
                    notRun(view, completion, typed, CommandVerdict.REFUSED, reason);
            case Judgement.Run(var resolved) ->
                    new Effect.Act<>(
                            completion.getRequestId() + "-look-" + view.attempt(),
                            new ProbeAction.Look(
                                    incident,
                                    view,
                                    completion.getRequestId(),
                                    completion.getHeader().getEventId(),
                                    typed,
                                    resolved,
                                    late));
        };
    }

    private Effect<ProbeAction> notRun(
            ProbeView view,
            Completion completion,
            String typed,
            CommandVerdict verdict,
            String why) {
        return new Effect.Append<>(
                new Outgoing(
                        Topics.PROBE_OBSERVATIONS,
                        records.notRun(view, completion, typed, verdict, why)));
    }

    private Effect<ProbeAction> close(StepSoFar step, RoundOutcome outcome, String detail) {
        boolean refused = step.nothingAllowed() && outcome != RoundOutcome.POLICY_FAILED;
        RoundClosed closed =
                refused
                        ? records.closed(
                                step,
                                RoundOutcome.REFUSED,
                                "No proposal of this step was allowed: " + step.lastRefusal(),
                                step.latest())
                        : records.closed(step, outcome, detail, step.latest());
        return new Effect.Append<>(new Outgoing(Topics.PROBE_OBSERVATIONS, closed));
    }

    private RoundClosed late(StepSoFar step, IncidentOpened incident) {
        Instant deadline = Deadlines.of(step.command(), incident);
        String detail = "The deadline came after " + step.ran() + " commands";
        return records.closed(step, RoundOutcome.DEADLINE, detail, deadline);
    }

    private static List<Message> repeated(Completion completion, Reading reading) {
        return reading instanceof Reading.Unusable(List<String> errors)
                ? Reask.messages(completion.getMessages(), completion.getAnswer(), errors)
                : completion.getMessages();
    }

    private static String failure(Reading reading) {
        return switch (reading) {
            case Reading.Silent(String failure) -> "The mind gave no answer: " + failure;
            case Reading.Unusable(List<String> errors) ->
                    "The mind's answers could not be used: " + String.join("; ", errors);
            case Reading.Proposed _ -> "";
        };
    }

    private static String requestId(ProbeCommand command, int round) {
        return Headers.derivedId(
                command.getHeader().getIncidentId(),
                command.getHeader().getEventId(),
                "round-" + round);
    }
}
