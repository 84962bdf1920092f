package dev.aoi.agent.avro;

/** The registry refused a new version of a schema because readers of older ones would break. */
public final class IncompatibleSchemaException extends RegistryException {
    public IncompatibleSchemaException(String message) {
        super(message);
    }
}
