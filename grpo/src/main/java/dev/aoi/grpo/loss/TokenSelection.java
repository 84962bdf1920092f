package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Arrays;

/** Which sequences and tokens a policy loss leaves out, as factors 1 and 0. */
final class TokenSelection {
    private TokenSelection() {}

    /**
     * Drops sequences of negative advantage from which the policy has moved away (DeepSeek-V3.2,
     * TRL's {@code off_policy_mask_threshold}): the mean of log-probabilities when written less
     * those now is above the threshold. Tokens that were not scored (NaN) say nothing.
     *
     * @return (batch, 1)
     */
    static Tensor onPolicy(LossTerms terms, Tensor sampling, double threshold) {
        return Scope.of(
                () -> {
                    Tensor moved =
                            sampling.sub(terms.logProbs().detach())
                                    .nan_to_num(
                                            new DoubleOptional(0),
                                            new DoubleOptional(),
                                            new DoubleOptional());
                    Tensor near =
                            terms.masked()
                                    .sequenceMeans(moved)
                                    .unsqueeze(-1)
                                    .le(new Scalar(threshold));
                    return terms.advantages()
                            .ge(new Scalar(0.0))
                            .logical_or(near)
                            .to(terms.masked().mask().scalar_type());
                });
    }

    /**
     * Keeps the tokens of highest entropy (Wang et al. 2025, TRL's {@code top_entropy_quantile}).
     * The border is the quantile with linear interpolation, in float32 as in TRL.
     *
     * @param share of the tokens that is kept, 0 to 1
     * @return (batch, positions)
     */
    static Tensor topEntropy(Tensor entropies, Masked masked, double share) {
        return Scope.of(
                () -> {
                    float[] values = TensorBytes.floats(entropies);
                    float[] counted = TensorBytes.floats(masked.mask());
                    float[] sorted = new float[values.length];
                    int count = 0;
                    for (int i = 0; i < values.length; i++) {
                        if (counted[i] != 0) {
                            sorted[count++] = values[i];
                        }
                    }
                    if (count == 0) {
                        return entropies.detach().mul(new Scalar(0.0));
                    }
                    Arrays.sort(sorted, 0, count);
                    float border = quantile(sorted, count, 1 - share);
                    return entropies
                            .detach()
                            .mul(masked.mask())
                            .ge(new Scalar(border))
                            .logical_and(masked.mask().to(ScalarType.Bool))
                            .to(masked.mask().scalar_type());
                });
    }

    private static float quantile(float[] sorted, int count, double at) {
        double place = at * (count - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, count - 1);
        float weight = (float) (place - below);
        return sorted[below] + weight * (sorted[above] - sorted[below]);
    }
}
