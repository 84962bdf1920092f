package dev.aoi.grpo.generation;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * How the next token is chosen, by the names of transformers' {@code GenerationConfig}. The options
 * take effect in the order in which they stand here.
 *
 * @param repetitionPenalty scores of tokens that the sequence has are divided by it if positive and
 *     multiplied if negative (Keskar et al. 2019); 1 for none
 * @param temperature that logits are divided by; 0 takes the most probable token
 * @param topK how many of the most probable tokens may be chosen; 0 for all
 * @param topP the most probable tokens that together reach it may be chosen (Holtzman et al. 2020);
 *     1 for all
 * @param minP tokens whose probability is below this share of the greatest may not be chosen; 0 for
 *     all
 * @param maxNewTokens after which a completion is cut off
 * @param stopTokens that end a completion; they belong to it
 * @param seed of the choices
 * @param constraint what completions must conform to; all the cuts then concern the tokens that it
 *     allows. null for none
 */
public record SamplingOptions(
        double repetitionPenalty,
        double temperature,
        int topK,
        double topP,
        double minP,
        int maxNewTokens,
        Set<Integer> stopTokens,
        long seed,
        TokenConstraint.@Nullable Source constraint) {

    public SamplingOptions {
        require(repetitionPenalty > 0, "repetition_penalty", repetitionPenalty, "more than 0");
        require(temperature >= 0, "temperature", temperature, "0 or more");
        require(topK >= 0, "top_k", topK, "0 or more");
        require(topP > 0 && topP <= 1, "top_p", topP, "above 0 and at most 1");
        require(minP >= 0 && minP <= 1, "min_p", minP, "from 0 to 1");
        require(maxNewTokens >= 1, "max_new_tokens", maxNewTokens, "1 or more");
        stopTokens = Set.copyOf(stopTokens);
    }

    /** Options without a constraint. */
    public SamplingOptions(
            double repetitionPenalty,
            double temperature,
            int topK,
            double topP,
            double minP,
            int maxNewTokens,
            Set<Integer> stopTokens,
            long seed) {
        this(
                repetitionPenalty,
                temperature,
                topK,
                topP,
                minP,
                maxNewTokens,
                stopTokens,
                seed,
                null);
    }

    private static void require(boolean holds, String option, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s must be %s, but is %s".formatted(option, allowed, value));
        }
    }

    /** The most probable token, always. */
    public static SamplingOptions greedy(int maxNewTokens, Set<Integer> stopTokens) {
        return new SamplingOptions(1, 0, 0, 1, 0, maxNewTokens, stopTokens, 0);
    }

    /** The whole distribution at a temperature. */
    public static SamplingOptions sampled(
            double temperature, int maxNewTokens, Set<Integer> stopTokens, long seed) {
        return new SamplingOptions(1, temperature, 0, 1, 0, maxNewTokens, stopTokens, seed);
    }

    /** The same, with every completion under a constraint. */
    public SamplingOptions withConstraint(TokenConstraint.Source made) {
        return new SamplingOptions(
                repetitionPenalty,
                temperature,
                topK,
                topP,
                minP,
                maxNewTokens,
                stopTokens,
                seed,
                made);
    }

    /** Whether nothing is left to chance. */
    public boolean isGreedy() {
        return temperature == 0;
    }

    /** The temperature of recorded log-probabilities: 1 where the most probable token is taken. */
    public double scoredTemperature() {
        return isGreedy() ? 1 : temperature;
    }
}
