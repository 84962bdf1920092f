package dev.aoi.agent.avro;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A sound record of a type this release has no class for, written by a newer one. Readers count and
 * skip it (DESIGN.md 3).
 */
public final class UnknownRecordTypeException extends SerializationException {
    private final String typeName;

    public UnknownRecordTypeException(String topic, String typeName) {
        super(
                "Topic "
                        + topic
                        + " holds a record of type "
                        + typeName
                        + ", which this release does not know");
        this.typeName = typeName;
    }

    /** Full name of the record type, as its writer's schema has it. */
    public String typeName() {
        return typeName;
    }
}
