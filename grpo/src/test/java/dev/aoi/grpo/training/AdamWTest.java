package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

final class AdamWTest {

    @BeforeAll
    static void start() {
        Libtorch.start(1);
    }

    private static Tensor withGradient(double value, double gradient) {
        Tensor parameter = TensorBytes.of(new double[] {value}, 1);
        parameter.requires_grad_(true);
        parameter.mul(TensorBytes.of(new double[] {gradient}, 1)).sum().backward();
        return parameter;
    }

    @Test
    void theFirstStepIsTheRateTowardsTheGradientsSignAndNormsDoNotDecay() {
        try (Scope _ = Scope.open()) {
            SequencedMap<String, Tensor> parameters = new TreeMap<>();
            parameters.put("layer.weight", withGradient(2, 5));
            parameters.put("input_layernorm.weight", withGradient(2, -5));
            try (AdamW adam = new AdamW(parameters, AdamOptions.of(0).withWeightDecay(0.5))) {
                adam.step(0.1);
            }

            assertThat(parameters.get("layer.weight").item_double())
                    .isEqualTo(2 * (1 - 0.1 * 0.5) - 0.1, within(1e-8));
            assertThat(parameters.get("input_layernorm.weight").item_double())
                    .isEqualTo(2 + 0.1, within(1e-8));
            assertThat(parameters.get("layer.weight").grad().defined()).isFalse();
        }
    }

    @Test
    void gradientsTogetherAreClippedToALength() {
        try (Scope _ = Scope.open()) {
            Tensor a = withGradient(1, 3);
            Tensor b = withGradient(1, -4);

            assertThat(GradientNorm.clip(List.of(a, b), 1)).isEqualTo(5);
            assertThat(a.grad().item_double()).isEqualTo(0.6, within(1e-6));
            assertThat(b.grad().item_double()).isEqualTo(-0.8, within(1e-6));
            assertThat(GradientNorm.clip(List.of(a, b), 0)).isEqualTo(1, within(1e-6));
        }
    }
}
