package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.agent.policy.Completions;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
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
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.expectation.Outcome;
import dev.aoi.kube.policy.RolePolicy;
import dev.aoi.kube.policy.Verdict;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.kube.write.Planning;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.RoundClosed;

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

    private final ExecutorPolicy policy;
    private final ExecutorPrompt prompts;
    private final ClusterPort cluster;
    private final Clock clock;
    private final Headers.Source source;
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
        this.policy = policy;
        this.prompts = prompts;
        this.cluster = cluster;
        this.clock = clock;
        this.source = source;
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
        return new Outgoing(
                Topics.EXECUTOR_COMPLETIONS,
                Completions.record(
                        header,
                        source.role(),
                        ask.requestId(),
                        "execute",
                        command.getTurn(),
                        view.round(),
                        view.attempt(),
                        policy.name(),
                        prompt,
                        thought));
    }

    private List<Outgoing> look(Look look) throws InterruptedException {
        recheck(look.command(), look.task().view());
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
        recheck(plan.command(), plan.task().view());
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

    private static void recheck(KubeCommand command, ExecutorView view) {
        if (RolePolicy.check(command, view.scope()) instanceof Verdict.Refused(String reason)) {
            throw new IllegalStateException(
                    "The policy refuses at execution what it allowed before: "
                            + command.text()
                            + ": "
                            + reason);
        }
    }

    private boolean isLate(RoundClosed ifLate) {
        return !clock.instant().isBefore(ifLate.getHeader().getTime());
    }

    private static List<Outgoing> end(RoundClosed closed) {
        return List.of(new Outgoing(Topics.EXECUTOR_OBSERVATIONS, closed));
    }
}
