package dev.aoi.agent.log;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.RecordRef;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record as it stands in the log.
 *
 * @param event the record; one of ours, so it begins with an {@link EventHeader}
 * @param ref where it lies
 */
public record Fact(SpecificRecord event, RecordRef ref) {

    /** Identity, cause and time of the fact. */
    public EventHeader header() {
        return Headers.of(event);
    }

    /** Name of the topic it was read from. */
    public String topic() {
        return ref.getTopic();
    }
}
