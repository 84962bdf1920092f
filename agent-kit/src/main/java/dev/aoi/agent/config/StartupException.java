package dev.aoi.agent.config;

/**
 * The service cannot start, for a reason that a person can mend. The message is one sentence, with
 * the cure.
 */
public final class StartupException extends RuntimeException {
    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
