package dev.aoi.trainer.intake;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.schemas.observer.Trajectory;

import java.util.List;
import java.util.Optional;

/**
 * Takes each trajectory in once. Its result is a folder on disk, not a record; keeping is
 * idempotent, so after a crash it is simply done again.
 */
public final class IntakeMachine implements IncidentMachine<IntakeMachine.State, Trajectory> {

    /** One incident: its trajectory, and whether it is kept. */
    public record State(Optional<Trajectory> trajectory, boolean kept) {}

    @Override
    public State initial(String incidentId) {
        return new State(Optional.empty(), false);
    }

    @Override
    public State evolve(State state, Fact fact) {
        if (fact.event() instanceof Trajectory trajectory && state.trajectory().isEmpty()) {
            return new State(Optional.of(trajectory), false);
        }
        return state;
    }

    @Override
    public List<Effect<Trajectory>> decide(State state) {
        return state.trajectory().isPresent() && !state.kept()
                ? List.of(
                        new Effect.Act<>(
                                "keep-" + state.trajectory().get().getHeader().getEventId(),
                                state.trajectory().get()))
                : List.of();
    }

    @Override
    public boolean settled(State state) {
        return state.kept();
    }

    @Override
    public boolean orphan(State state) {
        return state.trajectory().isEmpty();
    }

    @Override
    public State acted(State state, String actId) {
        return new State(state.trajectory(), true);
    }
}
