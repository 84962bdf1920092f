package dev.aoi.probe.look;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.policy.Completions;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.policy.RolePolicy;
import dev.aoi.kube.policy.Verdict;
import dev.aoi.probe.machine.ProbeAction;
import dev.aoi.probe.machine.ProbeAction.Ask;
import dev.aoi.probe.machine.ProbeAction.Look;
import dev.aoi.probe.machine.ProbeAction.Release;
import dev.aoi.probe.mind.ProbePolicy;
import dev.aoi.probe.mind.ProbePrompt;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does the probe's actions. Nothing is started after the deadline; the step is closed instead. */
public final class ProbeActor implements Actor<ProbeAction> {
    private final ProbePolicy policy;
    private final ProbePrompt prompts;
    private final CommandPort commands;
    private final Clock clock;
    private final Headers.Source source;
    private final ObservationRecords observations;

    public ProbeActor(
            ProbePolicy policy,
            ProbePrompt prompts,
            CommandPort commands,
            Clock clock,
            Headers.Source source) {
        this.policy = policy;
        this.prompts = prompts;
        this.commands = commands;
        this.clock = clock;
        this.source = source;
        this.observations = new ObservationRecords(source);
    }

    @Override
    public List<Outgoing> act(ProbeAction action, ActContext context) throws InterruptedException {
        return switch (action) {
            case Ask ask -> isLate(ask.ifLate()) ? end(ask.ifLate()) : ask(ask);
            case Look look -> isLate(look.ifLate()) ? end(look.ifLate()) : look(look);
            case Release(var incident) -> {
                commands.release(incident);
                yield List.of();
            }
        };
    }

    private List<Outgoing> ask(Ask ask) throws InterruptedException {
        ProbeView view = ask.view();
        ProbeCommand command = view.command();
        Prompt prompt = prompts.of(view, ask.again(), ask.requestId());
        Thought thought = policy.think(view, prompt);
        if (Thread.interrupted()) {
            // Whoever works the incident next asks again.
            throw new InterruptedException();
        }
        EventHeader header =
                EventHeader.newBuilder(
                                Headers.following(
                                        command.getHeader().getIncidentId(),
                                        ask.requestId(),
                                        "completion-" + view.attempt(),
                                        clock.instant(),
                                        source))
                        .setCausationId(command.getHeader().getEventId())
                        .build();
        Completion completion =
                Completions.record(
                        header,
                        source.role(),
                        ask.requestId(),
                        "probe",
                        command.getTurn(),
                        view.round(),
                        view.attempt(),
                        policy.name(),
                        prompt,
                        thought);
        return List.of(new Outgoing(Topics.PROBE_COMPLETIONS, completion));
    }

    private List<Outgoing> look(Look look) throws InterruptedException {
        if (RolePolicy.check(look.command(), look.view().scope())
                instanceof Verdict.Refused(String reason)) {
            throw new IllegalStateException(
                    "The policy refuses at execution what it allowed before: "
                            + look.command().text()
                            + ": "
                            + reason);
        }
        Instant started = clock.instant();
        CommandResult result = commands.run(look.incident(), look.command(), limit(look));
        return observations.of(look, result, started, clock.instant()).stream()
                .map(chunk -> new Outgoing(Topics.PROBE_OBSERVATIONS, chunk))
                .toList();
    }

    private Duration limit(Look look) {
        int seconds = look.view().command().getLimits().getCommandTimeoutSeconds();
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    private boolean isLate(RoundClosed ifLate) {
        return !clock.instant().isBefore(ifLate.getHeader().getTime());
    }

    private static List<Outgoing> end(RoundClosed closed) {
        return List.of(new Outgoing(Topics.PROBE_OBSERVATIONS, closed));
    }
}
