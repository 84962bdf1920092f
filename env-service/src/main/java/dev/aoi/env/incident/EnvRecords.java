package dev.aoi.env.incident;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Makes the environment's records; ids and times follow from what caused them. */
public final class EnvRecords {
    /** How long after the deadline the observer's forced answer is waited for. */
    public static final Duration GRACE = Duration.ofSeconds(20);

    /** Name of the oracle that tells a dead letter. */
    static final String DEAD_LETTER = "incident.deadLetter";

    private final Headers.Source source;
    private final Duration grace;

    /**
     * @param grace how long after the deadline the observer's forced answer is waited for
     */
    public EnvRecords(Headers.Source source, Duration grace) {
        this.source = source;
        this.grace = grace;
    }

    /** The lease before anything is made. */
    Outgoing preparing(OpenIncident request, Lease admitted) {
        EventHeader cause = request.getHeader();
        return lease(
                cause.getIncidentId(),
                cause.getEventId(),
                cause.getTime(),
                Lease.newBuilder(admitted).setStage(LeaseStage.PREPARING));
    }

    /** A lease that goes on from another one. */
    Outgoing lease(String incident, String cause, Instant time, Lease.Builder lease) {
        return new Outgoing(
                Topics.LEASES,
                lease.setHeader(
                                header(
                                        incident,
                                        cause,
                                        "lease-" + lease.getStage().name().toLowerCase(Locale.ROOT),
                                        time))
                        .build());
    }

    Outgoing opened(Lease lease) {
        String incident = lease.getHeader().getIncidentId();
        return new Outgoing(
                Topics.INCIDENTS,
                IncidentOpened.newBuilder()
                        .setHeader(
                                header(
                                        incident,
                                        lease.getHeader().getEventId(),
                                        "opened",
                                        lease.getOpenedAt()))
                        .setTaskType(lease.getTaskType())
                        .setDescription(lease.getFacts().getOrDefault(LeaseFacts.DESCRIPTION, ""))
                        .setCluster(lease.getCluster())
                        .setWorld(lease.getWorld())
                        .setNamespace(lease.getNamespace())
                        .setRunMode(lease.getRunMode())
                        .setLimits(lease.getLimits())
                        .setDeadline(lease.getDeadline())
                        .setHandleSeed(handleSeed(lease))
                        .build());
    }

    /** The environment's own look at the clock: no answer came. */
    Outgoing deadlinePassed(Lease lease) {
        return lease(
                lease.getHeader().getIncidentId(),
                lease.getHeader().getEventId(),
                due(lease),
                Lease.newBuilder(lease)
                        .setStage(LeaseStage.EVALUATING)
                        .setCloseReason(
                                new Closing(CloseReason.DEADLINE, "No answer came in time.")
                                        .text()));
    }

    Instant due(Lease lease) {
        return lease.getDeadline().plus(grace);
    }

    /** After the evaluation: what is left is to give everything back. */
    Outgoing closing(Lease lease, Evaluation evaluation) {
        EventHeader cause = evaluation.getHeader();
        return lease(
                cause.getIncidentId(),
                cause.getEventId(),
                cause.getTime(),
                Lease.newBuilder(lease)
                        .setStage(LeaseStage.CLOSING)
                        .setEvaluationId(cause.getEventId())
                        .setCloseReason(
                                new Closing(evaluation.getReason(), detail(evaluation)).text()));
    }

    Outgoing cancelled(Lease lease, CancelIncident cancel) {
        EventHeader cause = cancel.getHeader();
        return lease(
                cause.getIncidentId(),
                cause.getEventId(),
                cause.getTime(),
                Lease.newBuilder(lease)
                        .setStage(LeaseStage.CLOSING)
                        .setCloseReason(cancelled(cancel).text()));
    }

    static Closing cancelled(CancelIncident cancel) {
        return new Closing(CloseReason.CANCELLED, cancel.getReason());
    }

    /** The world could not be made ready. */
    Outgoing failed(Lease lease, String sentence, Instant time) {
        return lease(
                lease.getHeader().getIncidentId(),
                lease.getHeader().getEventId(),
                time,
                Lease.newBuilder(lease)
                        .setStage(LeaseStage.CLOSING)
                        .setCloseReason(new Closing(CloseReason.FAILED, sentence).text()));
    }

    /** The end of an incident that held nothing. */
    Outgoing refused(OpenIncident request, Closing why) {
        EventHeader cause = request.getHeader();
        return closed(
                header(cause.getIncidentId(), cause.getEventId(), "closed", cause.getTime()),
                why,
                "");
    }

    /** The end of an incident whose world is given back. */
    Outgoing closed(Lease lease, Instant time) {
        return closed(
                header(lease.getHeader().getIncidentId(), "", "closed", time),
                Closing.parse(lease.getCloseReason()),
                lease.getEvaluationId());
    }

    EventHeader evaluation(Lease lease, Instant time) {
        return header(lease.getHeader().getIncidentId(), "", "evaluation", time);
    }

    private static Outgoing closed(EventHeader header, Closing why, String evaluationId) {
        return new Outgoing(
                Topics.INCIDENTS,
                IncidentClosed.newBuilder()
                        .setHeader(header)
                        .setReason(why.reason())
                        .setDetail(why.detail())
                        .setEvaluationId(evaluationId)
                        .build());
    }

    private static String detail(Evaluation evaluation) {
        return evaluation.getOracles().stream()
                .filter(o -> o.getOracle().equals(DEAD_LETTER))
                .map(OracleVerdict::getDetail)
                .findFirst()
                .orElse("");
    }

    /** Same seeds, same handles; the problem has no part in it. */
    private static long handleSeed(Lease lease) {
        String digest =
                Headers.sha256("handles of " + lease.getSeed() + " " + lease.getRenameSeed());
        return Long.parseUnsignedLong(digest.substring(0, 16), 16);
    }

    private EventHeader header(String incident, String cause, String index, Instant time) {
        return Headers.following(incident, cause, index, time, source);
    }
}
