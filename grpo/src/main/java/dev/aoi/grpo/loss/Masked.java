package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Arrays;

/**
 * Sums and means over the tokens that count.
 *
 * @param mask 1 where a token counts and 0 elsewhere, (batch, positions), in the values' format
 */
record Masked(Tensor mask) {
    private static final Scalar ONE = Scope.own(new Scalar(1.0));

    static Masked of(Tensor mask, ScalarType type) {
        return new Masked(mask.to(type));
    }

    /** What of the values counts. */
    Tensor only(Tensor values) {
        return values.mul(mask);
    }

    /** Sum over all tokens. */
    Tensor sum(Tensor values) {
        return Scope.of(() -> only(values).sum());
    }

    /** Sum of each sequence, (batch). */
    Tensor sequenceSums(Tensor values) {
        return Scope.of(() -> only(values).sum(-1));
    }

    /** Mean of each sequence, (batch); 0 for one without tokens. */
    Tensor sequenceMeans(Tensor values) {
        return Scope.of(() -> sequenceSums(values).div(atLeastOne(mask.sum(-1))));
    }

    /** How many tokens count, 1 at least. */
    Tensor count() {
        return Scope.of(() -> atLeastOne(mask.sum()));
    }

    private static Tensor atLeastOne(Tensor counts) {
        return counts.clamp(new ScalarOptional(ONE), new ScalarOptional());
    }

    /** For metrics: the mean over all tokens; over sequences for values of whole sequences. */
    double mean(Tensor values) {
        try (Scope _ = Scope.open()) {
            return values.size(1) == 1
                    ? values.sum().item_double() / values.size(0)
                    : sum(values).item_double() / Math.max(1, mask.sum().item_double());
        }
    }

    /** For metrics: the mean of each sequence; not a number for one without tokens. */
    double[] means(Tensor values) {
        try (Scope _ = Scope.open()) {
            return TensorBytes.doubles(
                    values.size(1) == 1
                            ? values.squeeze(1)
                            : sequenceSums(values).div(mask.sum(-1)));
        }
    }

    /** The least of some numbers; those that are none do not count. */
    static double least(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).min().orElse(Double.NaN);
    }

    /** The greatest of some numbers; those that are none do not count. */
    static double greatest(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
    }
}
