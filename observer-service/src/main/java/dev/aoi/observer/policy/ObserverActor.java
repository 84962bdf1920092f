package dev.aoi.observer.policy;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.policy.Completions;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.observer.incident.ObserverAction;
import dev.aoi.observer.incident.ObserverAction.AskMind;
import dev.aoi.observer.incident.ObserverAction.AssembleTrajectory;
import dev.aoi.observer.incident.ObserverView;
import dev.aoi.observer.trajectory.TrajectoryAssembler;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.topic.Topics;

import java.time.Clock;
import java.util.List;

/** Does the observer's actions: asks its mind, and puts trajectories together. */
public final class ObserverActor implements Actor<ObserverAction> {
    private final Policy<ObserverView> policy;
    private final ObserverPrompt prompts;
    private final TrajectoryAssembler assembler;
    private final Source source;
    private final Clock clock;

    public ObserverActor(
            Policy<ObserverView> policy,
            ObserverPrompt prompts,
            TrajectoryAssembler assembler,
            Source source,
            Clock clock) {
        this.policy = policy;
        this.prompts = prompts;
        this.assembler = assembler;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public List<Outgoing> act(ObserverAction action, ActContext context) {
        return switch (action) {
            case AskMind ask -> List.of(ask(ask));
            case AssembleTrajectory assemble ->
                    List.of(new Outgoing(Topics.TRAJECTORIES, assembler.assemble(assemble)));
        };
    }

    private Outgoing ask(AskMind ask) {
        Prompt prompt = prompts.render(ask.view(), ask.rejected());
        Thought thought = policy.think(ask.view(), prompt);
        return new Outgoing(
                Topics.OBSERVER_COMPLETIONS,
                Completions.record(
                        Headers.following(
                                ask.view().incidentId(),
                                ask.requestId(),
                                "attempt-" + ask.attempt(),
                                clock.instant(),
                                source),
                        source.role(),
                        ask.requestId(),
                        "decision",
                        ask.view().turn(),
                        1,
                        ask.attempt(),
                        policy.name(),
                        prompt,
                        thought));
    }
}
