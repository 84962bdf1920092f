package dev.aoi.grpo.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

final class DropoutTest {
    static {
        Libtorch.start(1);
    }

    private static float[] ones(Dropout dropout, long projection, long... shape) {
        try (Scope _ = Scope.open()) {
            Tensor input = TensorBytes.full(1, ScalarType.Float, shape);
            return TensorBytes.floats(dropout.of(projection).apply(input));
        }
    }

    private static Dropout during(double share, CounterRandom pass) {
        Dropout dropout = new Dropout(share);
        dropout.begin(pass);
        return dropout;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.9})
    void aShareIsLeftOutAndTheRestIsScaledUp(double share) {
        float[] left = ones(during(share, new CounterRandom(1, 2)), 3, 400, 1000);
        float kept = (float) (1 / (1 - share));
        int zeros = 0;
        for (float value : left) {
            assertThat(value == 0 || value == kept).isTrue();
            zeros += value == 0 ? 1 : 0;
        }

        double deviation = Math.sqrt(share * (1 - share) / left.length);
        assertThat((double) zeros / left.length).isCloseTo(share, within(4 * deviation));
    }

    @Test
    void whatIsLeftOutIsAFunctionOfSeedPassProjectionAndPlace() {
        CounterRandom pass = new CounterRandom(5, 6);
        Dropout dropout = during(0.3, pass);
        float[] first = ones(dropout, 7, 3, 1000);
        float[] other = ones(dropout, 8, 3, 1000);

        assertThat(ones(dropout, 7, 3000)).isEqualTo(first);
        assertThat(ones(during(0.3, pass), 7, 1500)).isEqualTo(Arrays.copyOf(first, 1500));
        assertThat(ones(dropout, 7, 1)).isEqualTo(Arrays.copyOf(first, 1));
        assertThat(other).isNotEqualTo(first);
        assertThat(ones(during(0.3, pass.at(1)), 7, 3000)).isNotEqualTo(first);
        assertThat(ones(during(0.3, new CounterRandom(4, 6)), 7, 3000)).isNotEqualTo(first);
    }

    /** Each number is compared with its random word. */
    @Test
    void theThresholdIsExact() {
        CounterRandom pass = new CounterRandom(5, 6);
        float[] factors = ones(during(0.25, pass), 7, 256);

        for (int i = 0; i < factors.length; i++) {
            long word = pass.at(7).bits(i) & 0xFFFFFFFFL;
            assertThat(factors[i] == 0).isEqualTo(word < 1L << 30);
        }
    }

    @Test
    void withoutAPassNothingIsLeftOut() {
        Dropout ended = during(0.5, new CounterRandom(1, 1));
        ended.end();

        assertThat(ones(ended, 1, 5)).containsOnly(1);
        assertThat(ones(new Dropout(0.5), 1, 5)).containsOnly(1);
        assertThat(ones(during(0, new CounterRandom(1, 1)), 1, 5)).containsOnly(1);
        assertThat(ones(during(0.5, new CounterRandom(1, 1)), 1, 0)).isEmpty();
    }
}
