package dev.aoi.standalone.run;

import dev.aoi.agent.avro.ConfluentAvroDeserializer;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.RetryDeadLetter;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.Release;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.KafkaClients;

import org.apache.avro.specific.SpecificRecord;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Writes what a person asks for. Asking twice is asking twice: ids of requests are drawn, not
 * derived.
 */
public final class OperatorPen implements AutoCloseable {
    static {
        // Building a record needs Avro to trust our classes, which its reader sees to.
        new ConfluentAvroDeserializer().close();
    }

    private final FactLog log;
    private final Clock clock;

    public OperatorPen(Connection connection, Clock clock) {
        this.log = KafkaClients.operator(connection);
        this.clock = clock;
    }

    /** A header for a request about this incident. */
    public static EventHeader header(String incidentId, Clock clock) {
        return EventHeader.newBuilder()
                .setEventId(UUID.randomUUID().toString().replace("-", ""))
                .setIncidentId(incidentId)
                .setTime(millis(clock))
                .setProducer("operator")
                .setInstance(System.getProperty("user.name", ""))
                .setVersion(Release.VERSION)
                .build();
    }

    /** The time, as precisely as records carry it. */
    Instant now() {
        return millis(clock);
    }

    private static Instant millis(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Asks to end an incident. */
    public void cancel(String incidentId, String reason) {
        ask(
                CancelIncident.newBuilder()
                        .setHeader(header(incidentId, clock))
                        .setReason(reason)
                        .build());
    }

    /** Asks a role to try again. */
    public void retry(String incidentId, String deadLetterId, String role) {
        ask(
                RetryDeadLetter.newBuilder()
                        .setHeader(header(incidentId, clock))
                        .setDeadLetterId(deadLetterId)
                        .setRole(role)
                        .build());
    }

    /**
     * Asks to take writes back.
     *
     * @param writeId the write; empty for all of the incident, newest first
     */
    public void undo(String incidentId, String writeId) {
        ask(Undo.newBuilder().setHeader(header(incidentId, clock)).setWriteId(writeId).build());
    }

    /** Appends a request and waits until the broker has it. */
    public void ask(SpecificRecord request) {
        write(Topics.REQUESTS, request);
    }

    /** Appends to one of the operator's topics and waits until the broker has it. */
    public void write(Topic topic, SpecificRecord event) {
        log.appendAll(List.of(new Outgoing(topic, event)));
    }

    @Override
    public void close() {
        log.close();
    }
}
