package dev.aoi.agent.machine;

import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Writer;

import java.util.List;
import java.util.Optional;

/**
 * A role, ready to be run.
 *
 * @param role who it is; also its consumer group
 * @param inputs topics it folds, its own results among them
 * @param machine what it does
 * @param actor how it does it
 * @param checkpoints its snapshots; empty when it folds all facts of open incidents after a restart
 */
public record RoleMachine<S, A>(
        Writer role,
        List<Topic> inputs,
        IncidentMachine<S, A> machine,
        Actor<A> actor,
        Optional<Checkpoints<S>> checkpoints) {

    public RoleMachine {
        inputs = List.copyOf(inputs);
    }
}
