package dev.aoi.agent.prompt;

/** A prompt file is missing, faulty, or was rendered without a value that it names. */
public final class PromptException extends RuntimeException {
    public PromptException(String message) {
        super(message);
    }

    public PromptException(String message, Throwable cause) {
        super(message, cause);
    }
}
