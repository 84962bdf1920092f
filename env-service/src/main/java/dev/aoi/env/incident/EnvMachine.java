package dev.aoi.env.incident;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The environment's part in an incident.
 *
 * <ol>
 *   <li>A request is refused, or becomes a lease that is being prepared.
 *   <li>Preparing makes a world and breaks it: the lease is open, or closing if that failed.
 *   <li>An open lease becomes IncidentOpened, and a wake-up shortly after the deadline.
 *   <li>The answer, or the wake-up, leads to one evaluation. A cancellation before leads to none.
 *   <li>Closing gives everything back, ends the lease and says so.
 * </ol>
 *
 * <p>Invariants: a lease stands in the log before anything is made for it, and until it is given
 * back. An evaluation is written once, and what it says decides how the incident ends, even if a
 * cancellation or the deadline is folded before it in another process.
 */
public final class EnvMachine implements IncidentMachine<EnvState, EnvAction> {
    private final EnvRecords records;

    public EnvMachine(EnvRecords records) {
        this.records = records;
    }

    /** What it folds. */
    public static List<Topic> inputs() {
        List<Topic> inputs =
                new ArrayList<>(
                        List.of(
                                Topics.REQUESTS,
                                Topics.LEASES,
                                Topics.INCIDENTS,
                                Topics.SUBMISSIONS,
                                Topics.EVALUATIONS));
        for (Writer role : Writer.values()) {
            if (role != Writer.OPERATOR && role != Writer.ENV) {
                inputs.add(Topics.deadLettersOf(role));
            }
        }
        return inputs;
    }

    @Override
    public EnvState initial(String incidentId) {
        return EnvState.initial(incidentId);
    }

    @Override
    public EnvState evolve(EnvState state, Fact fact) {
        return switch (fact.event()) {
            case OpenIncident e -> state.request() == null ? state.with(e) : state;
            case CancelIncident e -> state.decided() ? state : state.with(e);
            case Lease e -> e.getStage().compareTo(state.stage()) > 0 ? state.with(e) : state;
            case IncidentOpened e -> state.opened() == null ? state.with(e) : state;
            case Submission e -> state.decided() ? state : state.with(e);
            case Evaluation e -> state.evaluation() == null ? state.with(e) : state;
            case IncidentClosed e -> state.closed() == null ? state.with(e) : state;
            case DeadLetter e -> state.withLetter(fact.header().getEventId(), e);
            case DeadLetterResolved e -> state.withoutLetter(e.getDeadLetterId());
            default -> state;
        };
    }

    @Override
    public List<Effect<EnvAction>> decide(EnvState state) {
        if (state.closed() != null) {
            return List.of();
        }
        Lease lease = state.lease();
        if (lease == null) {
            return begin(state);
        }
        return switch (lease.getStage()) {
            case UNSPECIFIED -> List.of();
            case PREPARING -> List.of(new Effect.Act<>("prepare", new EnvAction.Prepare(lease)));
            case OPEN, EVALUATING -> open(state, lease);
            case CLOSING -> List.of(new Effect.Act<>("close", new EnvAction.Close(lease)));
        };
    }

    private List<Effect<EnvAction>> begin(EnvState state) {
        if (state.opened() != null || state.evaluation() != null) {
            return List.of(new Effect.Act<>("close", new EnvAction.Close(gone(state))));
        }
        OpenIncident request = state.request();
        if (request == null) {
            return List.of();
        }
        CancelIncident cancel = state.cancel();
        return append(
                switch (Admission.of(request)) {
                    case Admission.Refused(String sentence) ->
                            records.refused(request, new Closing(CloseReason.FAILED, sentence));
                    case Admission.Admitted(Lease admitted) ->
                            cancel == null
                                    ? records.preparing(request, admitted)
                                    : records.refused(request, EnvRecords.cancelled(cancel));
                });
    }

    private List<Effect<EnvAction>> open(EnvState state, Lease lease) {
        Evaluation evaluation = state.evaluation();
        if (evaluation != null) {
            return append(records.closing(lease, evaluation));
        }
        CancelIncident cancel = state.cancel();
        if (cancel != null) {
            return append(records.cancelled(lease, cancel));
        }
        List<Effect<EnvAction>> due = new ArrayList<>();
        if (state.opened() == null && lease.getStage() == LeaseStage.EVALUATING) {
            // The alarm of an incident that was over already: it is not opened again.
            return append(
                    records.failed(
                            lease,
                            "Its opening is not in the log any more.",
                            lease.getHeader().getTime()));
        }
        if (state.opened() == null) {
            due.add(new Effect.Append<>(records.opened(lease)));
            return due;
        }
        if (state.submission() != null || lease.getStage() == LeaseStage.EVALUATING) {
            due.add(
                    new Effect.Act<>(
                            "evaluate",
                            new EnvAction.Evaluate(lease, state.submission(), state.unresolved())));
        } else {
            due.add(new Effect.Wake<>(records.due(lease), records.deadlinePassed(lease)));
        }
        return due;
    }

    /** The lease was given back, and a crash came before that could be told. */
    private static Lease gone(EnvState state) {
        IncidentOpened opened = state.opened();
        Evaluation evaluation = state.evaluation();
        Closing why =
                evaluation == null
                        ? new Closing(CloseReason.FAILED, "Closing it was cut off by a crash.")
                        : new Closing(evaluation.getReason(), "");
        Lease.Builder lease =
                Lease.newBuilder()
                        .setHeader(header(opened, evaluation))
                        .setStage(LeaseStage.CLOSING)
                        .setCloseReason(why.text())
                        .setEvaluationId(
                                evaluation == null ? "" : evaluation.getHeader().getEventId());
        if (opened != null) {
            lease.setCluster(opened.getCluster())
                    .setWorld(opened.getWorld())
                    .setNamespace(opened.getNamespace());
        }
        return lease.build();
    }

    private static dev.aoi.schemas.event.EventHeader header(
            @Nullable IncidentOpened opened, @Nullable Evaluation evaluation) {
        if (opened != null) {
            return opened.getHeader();
        }
        if (evaluation != null) {
            return evaluation.getHeader();
        }
        throw new IllegalStateException("Nothing tells of the incident");
    }

    private static List<Effect<EnvAction>> append(Outgoing outgoing) {
        return List.of(new Effect.Append<>(outgoing));
    }

    @Override
    public boolean settled(EnvState state) {
        return state.closed() != null;
    }

    @Override
    public boolean orphan(EnvState state) {
        return state.request() == null && state.lease() == null && state.opened() == null;
    }
}
