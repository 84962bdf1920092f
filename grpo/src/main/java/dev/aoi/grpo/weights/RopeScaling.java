package dev.aoi.grpo.weights;

/**
 * How rotary frequencies are stretched for contexts longer than those of the first training ({@code
 * rope_type} in transformers). Frequency i of a head of size d is θ^(−2i/d) before it.
 */
public sealed interface RopeScaling {
    /** Frequencies as they are ({@code default}). */
    record None() implements RopeScaling {}

    /**
     * Every frequency divided by a factor ({@code linear}).
     *
     * @param factor at least 1
     */
    record Linear(double factor) implements RopeScaling {}

    /**
     * Llama 3.1's rule ({@code llama3}), by a frequency's wavelength w = 2π/f and the original
     * context c: f/factor where w &gt; c/low, f where w &lt; c/high, and between them
     * (1−s)·f/factor + s·f with s = (c/w − low) / (high − low).
     *
     * @param factor at least 1
     * @param lowFrequencyFactor low
     * @param highFrequencyFactor high, above low
     * @param originalMaxPositions c, tokens
     */
    record Llama3(
            double factor,
            double lowFrequencyFactor,
            double highFrequencyFactor,
            int originalMaxPositions)
            implements RopeScaling {}
}
