package dev.aoi.agent.llm;

/** A setting of the language model cannot be used. The message names it, its value and the cure. */
public final class LlmSettingsException extends IllegalArgumentException {
    public LlmSettingsException(String message) {
        super(message);
    }
}
