package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

import java.util.function.BiConsumer;

/**
 * {@code -min(r, epsilon_high) A log p}, the capped ratio without gradient: every token keeps its
 * gradient (CISPO, MiniMax-M1, 2025). {@code epsilon_high} is the cap itself.
 */
record CispoLoss() implements PolicyLoss {

    @Override
    public String name() {
        return "cispo";
    }

    @Override
    public Aggregation aggregation() {
        return Aggregation.SUM_BY_STEP_TOKENS;
    }

    @Override
    public Tensor perToken(LossTerms terms) {
        return Scope.of(
                () -> {
                    Scalar cap = new Scalar(terms.options().epsilonHigh());
                    Tensor weights =
                            terms.ratio()
                                    .detach()
                                    .clamp(new ScalarOptional(), new ScalarOptional(cap));
                    return weights.neg().mul(terms.advantages()).mul(terms.logProbs());
                });
    }

    @Override
    public void metrics(LossTerms terms, BiConsumer<String, Double> into) {
        try (Scope _ = Scope.open()) {
            Tensor capped =
                    terms.ratio()
                            .gt(new Scalar(terms.options().epsilonHigh()))
                            .logical_and(terms.advantages().gt(new Scalar(0.0)))
                            .to(terms.masked().mask().scalar_type());
            into.accept("cispo_clip_ratio", terms.masked().mean(capped));
        }
    }
}
