package dev.aoi.grpo.bench;

/**
 * One measurement.
 *
 * @param name what was done
 * @param seconds it took, in the median
 * @param tokensPerSecond tokens that went through the model, or were written, by the seconds
 * @param shareOfPeak floating-point operations that the model's weights need for it, by those that
 *     a large product reaches here in the same time
 */
public record Figure(String name, double seconds, double tokensPerSecond, double shareOfPeak) {}
