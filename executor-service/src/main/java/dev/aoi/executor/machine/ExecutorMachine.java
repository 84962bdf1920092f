package dev.aoi.executor.machine;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.executor.mind.ProposalReader;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import java.util.ArrayList;
import java.util.List;

/**
 * What the executor does with an incident.
 *
 * <p>The state is a set of facts; {@link ExecutorWalk} and {@link UndoWalk} derive from it what is
 * due. Nothing is started before the incident was seen to open or after it was seen to close, and
 * of several unfinished commands the oldest is worked.
 */
public final class ExecutorMachine implements IncidentMachine<ExecutorState, ExecutorAction> {
    private static final String RELEASE = "release";

    /** What it folds. */
    public static final List<Topic> INPUTS =
            List.of(
                    Topics.INCIDENTS,
                    Topics.EXECUTOR_COMMANDS,
                    Topics.EXECUTOR_COMPLETIONS,
                    Topics.EXECUTOR_OBSERVATIONS,
                    Topics.JOURNAL,
                    Topics.APPROVAL_REQUESTS,
                    Topics.APPROVALS,
                    Topics.REQUESTS);

    private final ExecutorWalk steps;
    private final UndoWalk undos;

    /**
     * @param reader reads answers
     * @param source whose records it makes
     */
    public ExecutorMachine(ProposalReader reader, Headers.Source source) {
        ExecutorRecords records = new ExecutorRecords(source);
        WriteWalk writes = new WriteWalk(new ApprovalRecords(source));
        this.steps = new ExecutorWalk(reader, source, new ProposalWalk(records, writes));
        this.undos = new UndoWalk(source);
    }

    @Override
    public ExecutorState initial(String incidentId) {
        return ExecutorState.BLANK;
    }

    @Override
    public ExecutorState evolve(ExecutorState state, Fact fact) {
        return switch (fact.event()) {
            case IncidentOpened opened -> state.withOpened(opened);
            case IncidentClosed _ -> state.withClosed();
            case ExecutorCommand command ->
                    state.with(
                            state.steps().withCommand(command.getHeader().getEventId(), command));
            case Completion completion -> state.with(state.steps().with(completion));
            case Observation observation -> observed(state, observation);
            case RoundClosed closed -> state.with(state.steps().withDone(closed.getCommandId()));
            case WriteIntended intended -> state.with(state.writes().with(intended));
            case WriteApplied applied -> state.with(state.writes().with(applied));
            case WriteFailed failed -> state.with(state.writes().with(failed));
            case WriteUnknown unknown -> state.with(state.writes().with(unknown));
            case WriteUndone undone -> state.with(state.writes().with(undone));
            case ApprovalRequest request -> state.with(state.approvals().with(request));
            case Approval answer -> state.with(state.approvals().with(answer));
            case Undo request -> state.withUndoRequest(request);
            default -> state;
        };
    }

    /** An observation of round 0 belongs to no proposal: it answers a person's wish to undo. */
    private static ExecutorState observed(ExecutorState state, Observation observation) {
        return observation.getRound() == 0
                ? state.withUndoAnswer(observation.getHeader().getEventId())
                : state.with(state.steps().with(observation));
    }

    @Override
    public List<Effect<ExecutorAction>> decide(ExecutorState state) {
        IncidentOpened incident = state.opened();
        if (incident == null) {
            return List.of();
        }
        if (state.closed()) {
            return settled(state)
                    ? List.of()
                    : List.of(new Effect.Act<>(RELEASE, new ExecutorAction.Release(incident)));
        }
        List<Effect<ExecutorAction>> due = new ArrayList<>();
        undos.next(state, incident).ifPresent(due::add);
        state.steps().open().values().stream()
                .findFirst()
                .map(command -> steps.next(state, incident, command))
                .ifPresent(due::add);
        return due;
    }

    /** Over, and nothing of it is held open towards its cluster. */
    @Override
    public boolean settled(ExecutorState state) {
        boolean neverWorked = state.opened() == null || state.steps().untouched();
        return state.closed() && (neverWorked || state.released());
    }

    @Override
    public boolean orphan(ExecutorState state) {
        return state.opened() == null && !state.closed();
    }

    @Override
    public ExecutorState acted(ExecutorState state, String actId) {
        return actId.equals(RELEASE) ? state.withReleased() : state;
    }
}
