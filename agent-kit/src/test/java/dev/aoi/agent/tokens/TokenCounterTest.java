package dev.aoi.agent.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {
    private static final String MARKER = "\n[... %d tokens left out ...]\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4o", "openai/gpt-4o-mini", "gpt-4.1-nano", "gpt-5", "o3-mini", "gpt-4"})
    void countsOpenAiModelsExactly(String model) {
        TokenCounter counter = TokenCounter.forModel(model);

        assertThat(counter.estimated()).isFalse();
        assertThat(counter.count("hello world")).isEqualTo(2);
        assertThat(counter.count("")).isZero();
        assertThat(counter.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void newFamiliesUseTheirOwnVocabulary() {
        // 200k knows this greeting as fewer tokens than the 100k vocabulary of gpt-4.
        String text = "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e";

        assertThat(TokenCounter.forModel("gpt-4.1").count(text))
                .isEqualTo(TokenCounter.forModel("gpt-4o").count(text))
                .isLessThan(TokenCounter.forModel("gpt-4").count(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "qwen/qwen3-8b", "o10", "gpt-oss-20b", "meta-llama/llama-3"})
    void estimatesAllOthers(String model) {
        TokenCounter counter = TokenCounter.forModel(model);

        assertThat(counter.estimated()).isTrue();
        assertThat(counter.count("12345")).isEqualTo(2);
        assertThat(counter.count("")).isZero();
    }

    @Test
    void keepsHeadAndTail() {
        String cut = TokenCounter.estimate().fit("a".repeat(200) + "z".repeat(200), 20);

        assertThat(cut).startsWith("aaaa").endsWith("zzzz").contains(" tokens left out ...]");
        assertThat(cut).hasSizeLessThanOrEqualTo(80).hasSizeGreaterThan(70);
    }

    @Test
    void leavesWhatFits() {
        assertThat(TokenCounter.estimate().fit("short", 2)).isEqualTo("short");
        assertThat(TokenCounter.estimate().fit("", 0)).isEmpty();
    }

    @Test
    void aHopelessBudgetYieldsTheMarkerAlone() {
        assertThat(TokenCounter.estimate().fit("x".repeat(400), 0))
                .isEqualTo(MARKER.formatted(100));
        assertThat(TokenCounter.estimate().fit("x".repeat(400), -5))
                .isEqualTo(MARKER.formatted(100));
    }

    @Property(tries = 300)
    void neverGoesOverTheBudget(
            @ForAll String text, @ForAll @IntRange(max = 60) int budget, @ForAll boolean exact) {
        TokenCounter counter = TokenCounter.forModel(exact ? "gpt-4o" : "");
        String cut = counter.fit(text, budget);

        if (counter.count(text) <= budget) {
            assertThat(cut).isEqualTo(text);
        } else if (counter.count(cut) > budget) {
            assertThat(cut).isEqualTo(MARKER.formatted(counter.count(text)));
        } else {
            String[] parts = cut.split("\n\\[\\.\\.\\. \\d+ tokens left out \\.\\.\\.]\n", 2);
            assertThat(text).startsWith(parts[0]).endsWith(parts[1]);
        }
    }
}
