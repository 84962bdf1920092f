package dev.aoi.executor.machine;

import dev.aoi.agent.answer.Reask;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.executor.mind.Proposal;
import dev.aoi.executor.mind.ProposalReader;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.worker.mind.Reading;
import dev.aoi.worker.step.Question;
import dev.aoi.worker.step.RoundRecords;

import java.util.List;
import java.util.Optional;

/**
 * Walks through the rounds and attempts of a step over the facts and stops at the first that lacks
 * one: that is what is due.
 *
 * <ol>
 *   <li>A command that may not be worked is closed as REFUSED before any mind is asked.
 *   <li>A round asks the mind, attempt 0 first. An answer that cannot be read, or a mind that is
 *       silent, leads to the next attempt; after the last one the step is closed as POLICY_FAILED.
 *   <li>A proposal is followed to its end ({@link ProposalWalk}). A change that holds ends the
 *       round; whatever else it came to, also a look, the next attempt's prompt shows it.
 *   <li>The step is closed when the mind said so or no round is left.
 * </ol>
 *
 * <p>Invariant: the result follows from the set of facts, whatever their order.
 */
final class ExecutorWalk {
    private final ProposalReader reader;
    private final RoundRecords rounds;
    private final ProposalWalk proposals;

    ExecutorWalk(ProposalReader reader, Headers.Source source, ProposalWalk proposals) {
        this.reader = reader;
        this.rounds = new RoundRecords(source);
        this.proposals = proposals;
    }

    /** The one effect that is due in the step. */
    Effect<ExecutorAction> next(
            ExecutorState state, IncidentOpened incident, ExecutorCommand command) {
        StepSoFar step =
                new StepSoFar(
                        incident,
                        command,
                        Permission.review(incident, command),
                        state.steps().tokensSpent());
        Optional<String> refusal = Permission.refusal(incident, command);
        if (refusal.isPresent()) {
            return close(step, RoundOutcome.REFUSED, refusal.get());
        }
        for (int round = 1; round <= step.rounds(); round++) {
            List<Message> again = List.of();
            boolean over = false;
            for (int attempt = 0; attempt <= step.retries() && !over; attempt++) {
                switch (attempt(state, step, step.view(round, attempt), again)) {
                    case Turn.Due(var effect) -> {
                        return effect;
                    }
                    case Turn.StepOver(RoundOutcome outcome, String detail) -> {
                        return close(step, outcome, detail);
                    }
                    case Turn.RoundOver() -> over = true;
                    case Turn.Again(List<Message> messages) -> again = messages;
                }
            }
        }
        return close(step, RoundOutcome.LIMIT, "All rounds and attempts are used");
    }

    private Turn attempt(
            ExecutorState state, StepSoFar step, ExecutorView view, List<Message> again) {
        String requestId = RoundRecords.requestId(step.command().getHeader(), view.round());
        RoundClosed late =
                rounds.closed(
                        step.progress(),
                        step.ledger(),
                        RoundOutcome.DEADLINE,
                        "The deadline came after " + step.ledger().size() + " changes",
                        step.deadline());
        Completion completion =
                state.steps().answers().get(new Question(requestId, view.attempt()));
        if (completion == null) {
            return new Turn.Due(
                    new Effect.Act<>(
                            requestId + "-ask-" + view.attempt(),
                            new ExecutorAction.Ask(view, requestId, again, late)));
        }
        step.progress().answered(completion);
        boolean last = view.attempt() == step.retries();
        return switch (reader.read(completion, view)) {
            case Reading.Silent<Proposal>(String failure) ->
                    last
                            ? failed("The mind gave no answer: " + failure)
                            : new Turn.Again(completion.getMessages());
            case Reading.Unusable<Proposal>(List<String> errors) ->
                    last
                            ? failed(
                                    "The mind's answers could not be used: "
                                            + String.join("; ", errors))
                            : new Turn.Again(
                                    Reask.messages(
                                            completion.getMessages(),
                                            completion.getAnswer(),
                                            errors));
            case Reading.Proposed<Proposal>(Proposal proposal) ->
                    proposal.command().isEmpty()
                            ? new Turn.StepOver(RoundOutcome.DONE, "")
                            : proposals.next(state, step, view, completion, proposal, late);
        };
    }

    private static Turn failed(String detail) {
        return new Turn.StepOver(RoundOutcome.POLICY_FAILED, detail);
    }

    private Effect<ExecutorAction> close(StepSoFar step, RoundOutcome outcome, String detail) {
        return new Effect.Append<>(
                new Outgoing(
                        Topics.EXECUTOR_OBSERVATIONS,
                        rounds.ended(step.progress(), step.ledger(), outcome, detail)));
    }
}
