package dev.aoi.grpo.bench;

/**
 * What is measured.
 *
 * @param batch sequences side by side
 * @param promptTokens of the one prompt that they share
 * @param newTokens of each
 * @param rounds of each measurement; the median counts
 */
public record BenchOptions(int batch, int promptTokens, int newTokens, int rounds) {
    public BenchOptions {
        if (batch < 1 || promptTokens < 1 || newTokens < 1 || rounds < 1) {
            throw new IllegalArgumentException(
                    "batch, prompt, new tokens and rounds must be 1 or more, but are %d, %d, %d and %d"
                            .formatted(batch, promptTokens, newTokens, rounds));
        }
    }
}
