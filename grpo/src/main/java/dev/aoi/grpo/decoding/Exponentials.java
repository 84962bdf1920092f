package dev.aoi.grpo.decoding;

/** Weights of logits, in vector instructions where the JVM has them. */
public final class Exponentials {
    private static final double LEAST = -87;

    private Exponentials() {}

    /**
     * Writes {@code exp((logit - greatest) / temperature)} of each logit, within a millionth of it;
     * 0 where it is below e⁻⁸⁷.
     *
     * @return their sum
     */
    public static double of(float[] logits, float greatest, double temperature, float[] weights) {
        if (VectorModule.isPresent()) {
            return Lanes.exp(logits, greatest, (float) (1 / temperature), weights);
        }
        double total = 0;
        for (int i = 0; i < logits.length; i++) {
            double x = (logits[i] - greatest) / temperature;
            weights[i] = x < LEAST ? 0 : (float) Math.exp(x);
            total += weights[i];
        }
        return total;
    }
}
