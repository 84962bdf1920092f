package dev.aoi.agent.llm;

import java.util.Map;

/**
 * How the kinds of endpoints are told not to think aloud: OpenRouter by {@code reasoning}, OpenAI
 * by {@code reasoning_effort} (its thinking models cannot do without, so the least is asked for),
 * vLLM, SGLang and llama.cpp by an argument of the chat template.
 */
final class ThinkingSwitch {
    private ThinkingSwitch() {}

    /** Further fields of the request; none when thinking is allowed or the model has no switch. */
    static Map<String, Object> off(LlmSettings settings, String model) {
        if (!settings.disableThinking()) {
            return Map.of();
        }
        if (settings.openAiItself()) {
            if (model.startsWith("gpt-5")) {
                return Map.of("reasoning_effort", "minimal");
            }
            return model.matches("o\\d.*") ? Map.of("reasoning_effort", "low") : Map.of();
        }
        return switch (settings.source()) {
            case OPENROUTER -> Map.of("reasoning", Map.of("enabled", false));
            case OPENAI -> Map.of("chat_template_kwargs", Map.of("enable_thinking", false));
        };
    }
}
