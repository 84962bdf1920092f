package dev.aoi.probe.look;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.probe.machine.ProbeAction;
import dev.aoi.probe.machine.ProbeAction.Ask;
import dev.aoi.probe.machine.ProbeAction.Look;
import dev.aoi.probe.machine.ProbeAction.Release;
import dev.aoi.probe.mind.ProbePolicy;
import dev.aoi.probe.mind.ProbePrompt;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.worker.cluster.SecondCheck;
import dev.aoi.worker.mind.Asking;
import dev.aoi.worker.observation.Observations;
import dev.aoi.worker.observation.Ran;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Does the probe's actions. Nothing is started after the deadline; the step is closed instead. */
public final class ProbeActor implements Actor<ProbeAction> {
    private final Asking<ProbeView> mind;
    private final ProbePrompt prompts;
    private final CommandPort commands;
    private final Clock clock;
    private final Observations observations;

    public ProbeActor(
            ProbePolicy policy,
            ProbePrompt prompts,
            CommandPort commands,
            Clock clock,
            Headers.Source source) {
        this.mind = new Asking<>(policy, "probe", clock, source);
        this.prompts = prompts;
        this.commands = commands;
        this.clock = clock;
        this.observations = new Observations(source);
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
        Completion completion =
                mind.ask(
                        new Asking.Occasion(
                                command.getHeader(),
                                command.getTurn(),
                                ask.requestId(),
                                view.round(),
                                view.attempt()),
                        view,
                        prompts.of(view, ask.again(), ask.requestId()));
        return List.of(new Outgoing(Topics.PROBE_COMPLETIONS, completion));
    }

    private List<Outgoing> look(Look look) throws InterruptedException {
        SecondCheck.pass(look.command(), look.view().scope());
        Instant started = clock.instant();
        CommandResult result = commands.run(look.incident(), look.command(), limit(look));
        return observations
                .printed(
                        look.view().command().getHeader().getIncidentId(),
                        look.requestId(),
                        look.origin(),
                        "look",
                        look.view().handles(),
                        new Ran(look.command(), result, started, clock.instant()))
                .stream()
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
