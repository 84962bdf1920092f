package dev.aoi.agent.log;

import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.topic.Topic;

import org.apache.avro.specific.SpecificRecord;

/**
 * A record on its way to a topic.
 *
 * @param topic where it goes; the topic must carry the record's type
 * @param event the record
 */
public record Outgoing(Topic topic, SpecificRecord event) {

    public Outgoing {
        if (!topic.carries(event.getClass())) {
            throw new IllegalArgumentException(
                    "Topic "
                            + topic.name()
                            + " does not carry "
                            + event.getSchema().getFullName()
                            + "; Topics says where it belongs");
        }
    }

    /** The incident it belongs to, which is its key. */
    public String incidentId() {
        return Headers.of(event).getIncidentId();
    }

    /** Its event id. */
    public String eventId() {
        return Headers.of(event).getEventId();
    }
}
