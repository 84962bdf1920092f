package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Root mean square normalisation of the last dimension: {@code w x / sqrt(mean(x²) + eps)} (Zhang
 * and Sennrich 2019), computed in float32 at least.
 */
final class RmsNorm {
    private final Tensor weight;
    private final double epsilon;
    private final Precision precision;

    RmsNorm(Tensor weight, double epsilon, Precision precision) {
        this.weight = weight;
        this.epsilon = epsilon;
        this.precision = precision;
    }

    Tensor apply(Tensor input) {
        return Scope.of(
                () -> {
                    Tensor x = input.to(precision.careful());
                    Tensor variance =
                            torch.mean(
                                    x.pow(new Scalar(2)),
                                    new long[] {-1},
                                    true,
                                    new ScalarTypeOptional());
                    Tensor normed = x.mul(variance.add(new Scalar(epsilon)).rsqrt());
                    return weight.mul(normed.to(precision.type()));
                });
    }

    Tensor weight() {
        return weight;
    }
}
