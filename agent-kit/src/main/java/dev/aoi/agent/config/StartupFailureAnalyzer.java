package dev.aoi.agent.config;

import dev.aoi.agent.llm.LlmSettingsException;
import dev.aoi.agent.prompt.PromptException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Shows the sentence of a failure that a person can mend, without its stack trace. */
final class StartupFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof StartupException
                    || e instanceof LlmSettingsException
                    || e instanceof PromptException) {
                return new FailureAnalysis(e.getMessage(), null, e);
            }
        }
        return null;
    }
}
