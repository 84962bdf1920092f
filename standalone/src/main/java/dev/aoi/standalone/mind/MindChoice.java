package dev.aoi.standalone.mind;

import dev.aoi.agent.llm.EndpointCheck;
import dev.aoi.agent.llm.LlmSettings;
import dev.aoi.agent.llm.LlmSettingsException;
import dev.aoi.standalone.CommandFailure;

import java.util.Map;

/**
 * Which policy the services of a stack will use, found out before anything is started.
 *
 * @param name {@code runbook} or {@code llm}
 * @param why the rest of the line that tells people
 */
public record MindChoice(String name, String why) {

    /**
     * Reads {@code AOI_POLICY} and the model's settings, and asks the endpoint whether it takes the
     * key.
     *
     * @throws CommandFailure with one sentence that never holds the key
     */
    public static MindChoice of(Map<String, String> environment) {
        LlmSettings settings = settings(environment);
        String wanted = environment.getOrDefault("AOI_POLICY", "auto");
        return switch (wanted) {
            case "runbook" -> new MindChoice("runbook", "runbook (AOI_POLICY)");
            case "llm" -> {
                if (!settings.enabled()) {
                    throw CommandFailure.environment(
                            "AOI_POLICY is llm but neither API_KEY nor API_BASE is set.");
                }
                yield reachable(settings);
            }
            case "auto" ->
                    settings.enabled()
                            ? reachable(settings)
                            : new MindChoice("runbook", "runbook (no API_KEY or API_BASE set)");
            default ->
                    throw CommandFailure.environment(
                            "AOI_POLICY is \"" + wanted + "\" but must be auto, runbook or llm.");
        };
    }

    private static MindChoice reachable(LlmSettings settings) {
        EndpointCheck.check(settings)
                .ifPresent(
                        problem -> {
                            throw CommandFailure.environment(problem + ".");
                        });
        return new MindChoice("llm", "llm " + settings.model() + " at " + settings.apiBase());
    }

    private static LlmSettings settings(Map<String, String> environment) {
        try {
            return LlmSettings.of(environment::get);
        } catch (LlmSettingsException e) {
            throw CommandFailure.environment(e.getMessage() + ".", e);
        }
    }
}
