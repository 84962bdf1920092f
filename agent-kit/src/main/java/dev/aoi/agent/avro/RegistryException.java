package dev.aoi.agent.avro;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry gave no answer or refused. Its message is one sentence for people. */
public class RegistryException extends SerializationException {
    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
