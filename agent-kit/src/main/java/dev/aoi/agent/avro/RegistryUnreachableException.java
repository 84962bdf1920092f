package dev.aoi.agent.avro;

/**
 * The registry could not be reached or failed on its side, several times in a row. Nothing is wrong
 * with the record: the same call may succeed later.
 */
public final class RegistryUnreachableException extends RegistryException {
    public RegistryUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
