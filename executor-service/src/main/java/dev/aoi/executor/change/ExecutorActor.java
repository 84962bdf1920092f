package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.executor.machine.ExecutorAction;
import dev.aoi.executor.machine.ExecutorAction.Apply;
import dev.aoi.executor.machine.ExecutorAction.Ask;
import dev.aoi.executor.machine.ExecutorAction.Look;
import dev.aoi.executor.machine.ExecutorAction.Plan;
import dev.aoi.executor.machine.ExecutorAction.Release;
import dev.aoi.executor.machine.ExecutorAction.Undo;
import dev.aoi.executor.machine.ExecutorAction.Verify;
import dev.aoi.executor.mind.ExecutorPolicy;
import dev.aoi.executor.mind.ExecutorPrompt;
import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.expectation.Outcome;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.kube.write.Planning;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.worker.cluster.SecondCheck;
import dev.aoi.worker.mind.Asking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Does the executor's actions. After the deadline no mind is asked, nothing is looked at and
 * nothing new is planned; what was begun is still brought to an end.
 */
public final class ExecutorActor implements Actor<ExecutorAction> {
    /** A journaled change must fit its record. */
    private static final int MOST_JOURNAL_BYTES = 448 * 1024;

    private final Asking<ExecutorView> mind;
    private final ExecutorPrompt prompts;
    private final ClusterPort cluster;
    private final Clock clock;
    private final ObservationRecords observations;
    private final JournalRecords journal;
    private final WriteSender sender;
    private final WriteUndoer undoer;
    private final Verifier verifier;

    public ExecutorActor(
            ExecutorPolicy policy,
            ExecutorPrompt prompts,
            ClusterPort cluster,
            Patience patience,
            Clock clock,
            Headers.Source source) {
        this.mind = new Asking<>(policy, "execute", clock, source);
        this.prompts = prompts;
        this.cluster = cluster;
        this.clock = clock;
        this.observations = new ObservationRecords(source, clock);
        this.journal = new JournalRecords(source, clock);
        this.sender = new WriteSender(cluster, journal, clock, patience.lookPause());
        this.undoer = new WriteUndoer(cluster, journal, observations);
        this.verifier = new Verifier(cluster, clock, patience.verifyFor(), patience.verifyPause());
    }

    @Override
    public List<Outgoing> act(ExecutorAction action, ActContext context)
            throws OwnershipLostException, InterruptedException {
        return switch (action) {
            case Ask ask -> isLate(ask.ifLate()) ? end(ask.ifLate()) : List.of(ask(ask));
            case Look look -> isLate(look.ifLate()) ? end(look.ifLate()) : look(look);
            case Plan plan -> isLate(plan.ifLate()) ? end(plan.ifLate()) : plan(plan);
            case Apply apply -> List.of(sender.send(apply, context));
            case Verify verify -> List.of(verify(verify));
            case Undo undo -> undoer.undo(undo, context);
            case Release(var incident) -> {
                cluster.release(incident);
                yield List.of();
            }
        };
    }

    private Outgoing ask(Ask ask) throws InterruptedException {
        ExecutorView view = ask.view();
        ExecutorCommand command = view.command();
        return new Outgoing(
                Topics.EXECUTOR_COMPLETIONS,
                mind.ask(
                        new Asking.Occasion(
                                command.getHeader(),
                                command.getTurn(),
                                ask.requestId(),
                                view.round(),
                                view.attempt()),
                        view,
                        prompts.of(view, ask.again(), ask.requestId())));
    }

    private List<Outgoing> look(Look look) throws InterruptedException {
        SecondCheck.pass(look.command(), look.task().view().scope());
        Instant started = clock.instant();
        int seconds = look.task().view().command().getLimits().getCommandTimeoutSeconds();
        CommandResult result =
                cluster.run(
                        look.task().incident(),
                        look.command(),
                        Duration.ofSeconds(Math.max(1, seconds)));
        return observations.printed(look.task(), "look", look.command(), result, started);
    }

    private List<Outgoing> plan(Plan plan) throws InterruptedException {
        SecondCheck.pass(plan.command(), plan.task().view().scope());
        Instant started = clock.instant();
        ExecutorView view = plan.task().view();
        return switch (cluster.plan(plan.task().incident(), plan.command(), view.handles())) {
            case Planning.NotPlannable(CommandResult result) ->
                    observations.printed(plan.task(), "write", plan.command(), result, started);
            case Planning.Planned(PlannedWrite write)
                    when JournalRecords.size(write) > MOST_JOURNAL_BYTES ->
                    observations.printed(
                            plan.task(),
                            "write",
                            plan.command(),
                            CommandResult.failed(
                                    "error: the object is too large to be journaled ("
                                            + JournalRecords.size(write)
                                            + " bytes), so it is not changed\n"),
                            started);
            case Planning.Planned(PlannedWrite write) -> {
                sender.planned(plan.writeId());
                yield List.of(JournalRecords.journal(journal.intended(plan, write)));
            }
        };
    }

    private Outgoing verify(Verify verify) throws InterruptedException {
        Instant started = clock.instant();
        Outcome outcome = verifier.verify(verify);
        return observations.verified(verify, outcome, started);
    }

    private boolean isLate(RoundClosed ifLate) {
        return !clock.instant().isBefore(ifLate.getHeader().getTime());
    }

    private static List<Outgoing> end(RoundClosed closed) {
        return List.of(new Outgoing(Topics.EXECUTOR_OBSERVATIONS, closed));
    }
}
