package dev.aoi.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class LlmSettingsTest {

    @Test
    void withoutAnythingNoModelIsConfigured() {
        LlmSettings settings = LlmSettings.of(name -> null);

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.source()).isEqualTo(ApiSource.OPENROUTER);
        assertThat(settings.apiBase()).isEqualTo("https://openrouter.ai/api/v1");
        assertThat(settings.temperature()).isEqualTo(0.7);
        assertThat(settings.maxContextTokens()).isEqualTo(35_000);
        assertThat(settings.maxOutputTokens()).isEqualTo(5_000);
        assertThat(settings.disableThinking()).isTrue();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void aKeyOrABaseEnables() {
        assertThat(of(Map.of("API_KEY", "k")).enabled()).isTrue();
        assertThat(of(Map.of("API_KEY", "k")).model()).isEqualTo("anthropic/claude-sonnet-4.5");
        assertThat(of(Map.of("API_BASE", "http://127.0.0.1:8000/v1/", "MODEL", "q")).apiBase())
                .isEqualTo("http://127.0.0.1:8000/v1");
        assertThat(of(Map.of("API_SOURCE", "OpenAI", "API_KEY", "k", "MODEL", "m")).apiBase())
                .isEqualTo("https://api.openai.com/v1");
    }

    @Test
    void theKeyIsNeverShown() {
        LlmSettings settings = of(Map.of("API_KEY", "sk-secret"));

        assertThat(settings.toString()).doesNotContain("sk-secret").contains("apiKey=given");
        assertThat(LlmSettings.of(name -> null).toString()).contains("apiKey=none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "API_SOURCE|azure|API_SOURCE is 'azure' but must be openai or openrouter",
                "TEMPERATURE|hot|TEMPERATURE is 'hot' but must be a number from 0 to 2",
                "TEMPERATURE|2.1|TEMPERATURE is '2.1' but must be a number from 0 to 2",
                "TEMPERATURE|NaN|TEMPERATURE is 'NaN' but must be a number from 0 to 2",
                "MAX_CONTEXT_TOKENS|1e3|MAX_CONTEXT_TOKENS is '1e3' but must be a whole number from"
                        + " 256 to 10000000",
                "MAX_OUTPUT_TOKENS|0|MAX_OUTPUT_TOKENS is '0' but must be a whole number from 16 to"
                        + " 1000000",
                "DISABLE_THINKING|maybe|DISABLE_THINKING is 'maybe' but must be true or false",
                "API_SOURCE|openai|MODEL is not set; name a model that https://api.openai.com/v1"
                        + " offers",
                "API_BASE|http://h/v1|MODEL is not set; name a model that http://h/v1 offers",
            })
    void saysWhatIsWrong(String name, String value, String message) {
        Map<String, String> settings = new HashMap<>(Map.of("API_KEY", "k"));
        settings.put(name, value);

        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(LlmSettingsException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"localhost:8000", "ftp://host/v1", "http://user:pass@host/v1", "http://a b"})
    void anAddressMustBeOne(String base) {
        assertThatThrownBy(() -> of(Map.of("API_BASE", base, "MODEL", "m")))
                .isInstanceOf(LlmSettingsException.class)
                .hasMessageStartingWith("API_BASE must be an http or https address")
                .hasMessageNotContaining("pass@");
    }

    private static LlmSettings of(Map<String, String> settings) {
        return LlmSettings.of(settings::get);
    }
}
