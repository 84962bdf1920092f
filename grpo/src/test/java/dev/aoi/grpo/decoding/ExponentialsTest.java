package dev.aoi.grpo.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class ExponentialsTest {

    @Test
    void weightsAreExponentials() {
        float[] logits = new float[200_003];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = -85f * i / logits.length + 3;
        }
        float[] weights = new float[logits.length];

        double total = Exponentials.of(logits, 3, 1, weights);

        double exact = 0;
        for (int i = 0; i < logits.length; i++) {
            double weight = Math.exp(logits[i] - 3.0);
            exact += weight;
            assertThat((double) weights[i]).isCloseTo(weight, Percentage.withPercentage(2.5e-5));
        }
        assertThat(total).isCloseTo(exact, Percentage.withPercentage(1e-5));
    }

    @Test
    void theTemperatureDividesAndWhatIsExcludedWeighsNothing() {
        float[] logits = new float[19];
        logits[3] = 2;
        logits[17] = Float.NEGATIVE_INFINITY;
        logits[18] = -600;
        float[] weights = new float[logits.length];

        double total = Exponentials.of(logits, 2, 0.5, weights);

        assertThat(weights[3]).isEqualTo(1);
        assertThat(weights[0]).isCloseTo((float) Math.exp(-4), within(1e-8f));
        assertThat(weights[17]).isZero();
        assertThat(weights[18]).isZero();
        assertThat(total).isCloseTo(1 + 16 * Math.exp(-4), within(1e-7));
    }
}
