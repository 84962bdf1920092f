package dev.aoi.agent.llm;

/** The asking thread was interrupted; its interrupt flag is set. */
final class InterruptedAskException extends RuntimeException {
    InterruptedAskException() {
        super("interrupted while waiting for the model");
    }
}
