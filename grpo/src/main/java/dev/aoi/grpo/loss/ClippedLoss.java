package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.function.BiConsumer;

/**
 * {@code -min(min(r, delta) A, clip(r, 1-epsilon, 1+epsilon_high) A)}: PPO's clipped objective
 * (Schulman et al. 2017) as GRPO uses it, with two-sided clipping by {@code delta} (INTELLECT-2).
 * The losses grpo, bnpo, dr_grpo, dapo and luspo differ in their aggregation only.
 *
 * @param name TRL's
 * @param aggregation of the tokens' losses
 */
record ClippedLoss(String name, Aggregation aggregation) implements PolicyLoss {

    @Override
    public Tensor perToken(LossTerms terms) {
        return Scope.of(
                () -> {
                    LossOptions options = terms.options();
                    Tensor clipped =
                            terms.ratio()
                                    .clamp(
                                            new ScalarOptional(new Scalar(1 - options.epsilon())),
                                            new ScalarOptional(
                                                    new Scalar(1 + options.epsilonHigh())));
                    Tensor plain = capped(terms).mul(terms.advantages());
                    return torch.min(plain, clipped.mul(terms.advantages())).neg();
                });
    }

    private static Tensor capped(LossTerms terms) {
        return terms.options().delta().isEmpty()
                ? terms.ratio()
                : terms.ratio()
                        .clamp(
                                new ScalarOptional(),
                                new ScalarOptional(
                                        new Scalar(terms.options().delta().getAsDouble())));
    }

    @Override
    public void metrics(LossTerms terms, BiConsumer<String, Double> into) {
        try (Scope _ = Scope.open()) {
            LossOptions options = terms.options();
            Tensor ratio = capped(terms);
            Tensor advantages = terms.advantages();
            Scalar zero = new Scalar(0.0);
            Tensor low =
                    ratio.lt(new Scalar(1 - options.epsilon())).logical_and(advantages.lt(zero));
            Tensor high =
                    ratio.gt(new Scalar(1 + options.epsilonHigh()))
                            .logical_and(advantages.gt(zero));
            Masked masked = terms.masked();
            Tensor lows = low.to(masked.mask().scalar_type());
            Tensor highs = high.to(masked.mask().scalar_type());
            into.accept("clip_ratio/low_mean", masked.mean(lows));
            into.accept("clip_ratio/low_min", Masked.least(masked.means(lows)));
            into.accept("clip_ratio/high_mean", masked.mean(highs));
            into.accept("clip_ratio/high_max", Masked.greatest(masked.means(highs)));
            into.accept("clip_ratio/region_mean", masked.mean(lows.add(highs)));
        }
    }
}
