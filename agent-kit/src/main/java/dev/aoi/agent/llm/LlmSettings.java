package dev.aoi.agent.llm;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * How a language model is reached and sampled. Names and defaults are the original system's.
 *
 * @param source API_SOURCE: {@code openai} or {@code openrouter} (default)
 * @param apiKey API_KEY; empty for an endpoint that asks for none
 * @param apiBase API_BASE, without a slash at its end; by default the source's
 * @param baseGiven whether API_BASE was given
 * @param model MODEL; needs to be given unless the source has a default
 * @param temperature TEMPERATURE, 0 to 2, default 0.7
 * @param maxContextTokens MAX_CONTEXT_TOKENS: longest prompt, default 35000
 * @param maxOutputTokens MAX_OUTPUT_TOKENS: longest answer, default 5000
 * @param disableThinking DISABLE_THINKING, default true
 * @param timeout AOI_LLM_TIMEOUT_SECONDS: limit of one attempt, default 120
 * @param logProbs AOI_LLM_LOGPROBS: ask for token ids and log-probabilities, default false
 * @param adapterVersion AOI_ADAPTER_VERSION: recorded with each answer, default none
 */
public record LlmSettings(
        ApiSource source,
        String apiKey,
        String apiBase,
        boolean baseGiven,
        String model,
        double temperature,
        int maxContextTokens,
        int maxOutputTokens,
        boolean disableThinking,
        Duration timeout,
        boolean logProbs,
        String adapterVersion) {

    /**
     * Reads the settings by their names.
     *
     * @param lookup value of a name, or null
     * @throws LlmSettingsException naming the first one that cannot be used
     */
    public static LlmSettings of(Function<String, @Nullable String> lookup) {
        SettingReader read = new SettingReader(lookup);
        ApiSource source = ApiSource.of(read.text("API_SOURCE", ApiSource.OPENROUTER.toString()));
        String base = read.text("API_BASE", "");
        LlmSettings settings =
                new LlmSettings(
                        source,
                        read.text("API_KEY", ""),
                        checkedBase(base.isEmpty() ? source.defaultBase() : base),
                        !base.isEmpty(),
                        read.text("MODEL", base.isEmpty() ? source.defaultModel() : ""),
                        read.number("TEMPERATURE", 0.7, 0, 2),
                        read.whole("MAX_CONTEXT_TOKENS", 35_000, 256, 10_000_000),
                        read.whole("MAX_OUTPUT_TOKENS", 5_000, 16, 1_000_000),
                        read.flag("DISABLE_THINKING", true),
                        Duration.ofSeconds(read.whole("AOI_LLM_TIMEOUT_SECONDS", 120, 1, 3_600)),
                        read.flag("AOI_LLM_LOGPROBS", false),
                        read.text("AOI_ADAPTER_VERSION", ""));
        if (settings.enabled() && settings.model().isEmpty()) {
            throw new LlmSettingsException(
                    "MODEL is not set; name a model that " + settings.apiBase() + " offers");
        }
        return settings;
    }

    /** Whether a language model is configured: a key or an address was given. */
    public boolean enabled() {
        return baseGiven || !apiKey.isEmpty();
    }

    /** Whether the endpoint is OpenAI's own, which knows no other servers' parameters. */
    boolean openAiItself() {
        return "api.openai.com".equals(URI.create(apiBase).getHost());
    }

    /** The text without the key. */
    String redact(String text) {
        return apiKey.isEmpty() ? text : text.replace(apiKey, "[key]");
    }

    /** Everything but the key. */
    @Override
    public String toString() {
        return "LlmSettings[source=%s, apiKey=%s, apiBase=%s, model=%s, temperature=%s, "
                        .formatted(
                                source,
                                apiKey.isEmpty() ? "none" : "given",
                                apiBase,
                                model,
                                temperature)
                + "maxContextTokens=%d, maxOutputTokens=%d, disableThinking=%s, timeout=%s]"
                        .formatted(maxContextTokens, maxOutputTokens, disableThinking, timeout);
    }

    private static String checkedBase(String base) {
        String trimmed = base.replaceAll("/+$", "");
        try {
            URI uri = URI.create(trimmed);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return trimmed;
            }
        } catch (IllegalArgumentException e) {
            // Said below. Not shown as it may hold a password.
        }
        throw new LlmSettingsException(
                "API_BASE must be an http or https address without a user name,"
                        + " like https://openrouter.ai/api/v1");
    }
}
