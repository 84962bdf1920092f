package dev.aoi.agent.avro;

/** The registry does not know this id, subject, or schema under this subject. */
public final class SchemaNotFoundException extends RegistryException {
    public SchemaNotFoundException(String message) {
        super(message);
    }
}
