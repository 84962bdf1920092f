package dev.aoi.agent.llm;

import java.util.Locale;

/** Whose API is spoken when no base address is given. */
public enum ApiSource {
    OPENAI("https://api.openai.com/v1", ""),
    OPENROUTER("https://openrouter.ai/api/v1", "anthropic/claude-sonnet-4.5");

    private final String base;
    private final String model;

    ApiSource(String base, String model) {
        this.base = base;
        this.model = model;
    }

    /** Default of API_BASE. */
    public String defaultBase() {
        return base;
    }

    /** Default of MODEL; empty where there is none. */
    public String defaultModel() {
        return model;
    }

    static ApiSource of(String name) {
        for (ApiSource source : values()) {
            if (source.name().equalsIgnoreCase(name)) {
                return source;
            }
        }
        throw new LlmSettingsException(
                "API_SOURCE is '" + name + "' but must be openai or openrouter");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
