package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.function.BiConsumer;

/**
 * {@code -phi(w) A log p} with the gamma weight {@code phi(w) = exp(lambda + k ln w - lambda w)} of
 * a sequence's whole ratio w, without gradient (VESPO). k and lambda depend on the advantage's
 * sign; the logarithm of w stays within ln 1e-8 and 20.
 */
record VespoLoss() implements PolicyLoss {
    private static final double TOKEN_BOUND = 20;
    private static final double LEAST = Math.log(1e-8);
    private static final double LEAST_RATE = 1e-4;

    @Override
    public String name() {
        return "vespo";
    }

    @Override
    public Aggregation aggregation() {
        return Aggregation.SUM_BY_STEP_TOKENS;
    }

    @Override
    public Tensor perToken(LossTerms terms) {
        return Scope.of(() -> weights(terms).neg().mul(terms.advantages()).mul(terms.logProbs()));
    }

    private static Tensor weights(LossTerms terms) {
        return Gradients.off(
                () ->
                        Scope.of(
                                () -> {
                                    Tensor ratios =
                                            within(terms.logRatio(), -TOKEN_BOUND, TOKEN_BOUND);
                                    Tensor logWeight =
                                            within(
                                                    terms.masked()
                                                            .sequenceSums(ratios)
                                                            .unsqueeze(-1),
                                                    LEAST,
                                                    TOKEN_BOUND);
                                    LossOptions.Vespo vespo = terms.options().vespo();
                                    Tensor k =
                                            bySign(
                                                    terms,
                                                    vespo.positiveExponent(),
                                                    vespo.negativeExponent());
                                    Tensor lambda =
                                            bySign(
                                                    terms,
                                                    Math.max(vespo.positiveRate(), LEAST_RATE),
                                                    Math.max(vespo.negativeRate(), LEAST_RATE));
                                    Tensor logPhi =
                                            lambda.add(k.mul(logWeight))
                                                    .sub(lambda.mul(logWeight.exp()));
                                    return logPhi.exp()
                                            .nan_to_num(
                                                    new DoubleOptional(0),
                                                    new DoubleOptional(0),
                                                    new DoubleOptional(0));
                                }));
    }

    private static Tensor bySign(LossTerms terms, double positive, double negative) {
        return torch.where(
                        terms.advantages().ge(new Scalar(0.0)),
                        new Scalar(positive),
                        new Scalar(negative))
                .to(terms.logProbs().scalar_type());
    }

    private static Tensor within(Tensor values, double least, double greatest) {
        return values.clamp(
                new ScalarOptional(new Scalar(least)), new ScalarOptional(new Scalar(greatest)));
    }

    @Override
    public void metrics(LossTerms terms, BiConsumer<String, Double> into) {
        try (Scope _ = Scope.open()) {
            into.accept("vespo/phi_seq_mean", terms.masked().mean(weights(terms)));
        }
    }
}
