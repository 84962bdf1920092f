package dev.aoi.probe.machine;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.probe.mind.ProposalReader;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import java.util.List;

/**
 * What the probe does with an incident.
 *
 * <p>The state is a set of facts; {@link ProbeWalk} derives from it what is due. Nothing is started
 * before the incident was seen to open or after it was seen to close, and of several unfinished
 * commands the oldest is worked.
 */
public final class ProbeMachine implements IncidentMachine<ProbeState, ProbeAction> {
    private static final String RELEASE = "release";

    /** What it folds. */
    public static final List<Topic> INPUTS =
            List.of(
                    Topics.INCIDENTS,
                    Topics.PROBE_COMMANDS,
                    Topics.PROBE_COMPLETIONS,
                    Topics.PROBE_OBSERVATIONS);

    private final ProbeWalk walk;

    /**
     * @param reader reads answers
     * @param source whose records it makes
     */
    public ProbeMachine(ProposalReader reader, Headers.Source source) {
        this.walk = new ProbeWalk(reader, source);
    }

    @Override
    public ProbeState initial(String incidentId) {
        return ProbeState.BLANK;
    }

    @Override
    public ProbeState evolve(ProbeState state, Fact fact) {
        return switch (fact.event()) {
            case IncidentOpened opened -> state.withOpened(opened);
            case IncidentClosed _ -> state.withClosed();
            case ProbeCommand command ->
                    state.with(
                            state.steps().withCommand(command.getHeader().getEventId(), command));
            case Completion completion -> state.with(state.steps().with(completion));
            case Observation observation -> state.with(state.steps().with(observation));
            case RoundClosed closed -> state.with(state.steps().withDone(closed.getCommandId()));
            default -> state;
        };
    }

    @Override
    public List<Effect<ProbeAction>> decide(ProbeState state) {
        IncidentOpened incident = state.opened();
        if (incident == null) {
            return List.of();
        }
        if (state.closed()) {
            return settled(state)
                    ? List.of()
                    : List.of(new Effect.Act<>(RELEASE, new ProbeAction.Release(incident)));
        }
        return state.steps().open().values().stream()
                .findFirst()
                .map(command -> List.of(walk.next(state, incident, command)))
                .orElse(List.of());
    }

    /** Over, and nothing of it is held open towards its cluster. */
    @Override
    public boolean settled(ProbeState state) {
        boolean neverLooked = state.opened() == null || state.steps().untouched();
        return state.closed() && (neverLooked || state.released());
    }

    @Override
    public boolean orphan(ProbeState state) {
        return state.opened() == null && !state.closed();
    }

    @Override
    public ProbeState acted(ProbeState state, String actId) {
        return actId.equals(RELEASE) ? state.withReleased() : state;
    }
}
