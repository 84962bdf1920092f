package dev.aoi.standalone;

import dev.aoi.agent.avro.ConfluentAvroDeserializer;
import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.RecordRef;

import org.apache.avro.specific.SpecificRecord;

import java.time.Instant;

/** Records as tests need them. */
public final class Records {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final String INCIDENT = "inc-20261123-abc234";

    static {
        new ConfluentAvroDeserializer().close();
    }

    private Records() {}

    /** A header of {@link #INCIDENT} at noon. */
    public static EventHeader header(String eventId) {
        return header(eventId, "", 0);
    }

    /** A header some milliseconds after noon. */
    public static EventHeader header(String eventId, String cause, long millis) {
        return EventHeader.newBuilder()
                .setEventId(eventId)
                .setIncidentId(INCIDENT)
                .setCausationId(cause)
                .setTime(NOON.plusMillis(millis))
                .setProducer("test")
                .build();
    }

    /** The record as it would stand in a topic's partition 0. */
    public static Fact at(String topic, long offset, SpecificRecord event) {
        return new Fact(
                event,
                RecordRef.newBuilder()
                        .setTopic(topic)
                        .setPartition(0)
                        .setOffset(offset)
                        .setEventId(dev.aoi.schemas.event.Headers.of(event).getEventId())
                        .build());
    }
}
