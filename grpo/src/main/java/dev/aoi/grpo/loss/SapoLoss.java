package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.function.BiConsumer;

/**
 * {@code -4/T sigmoid(T (r - 1)) A}: a soft gate in the place of the clip (SAPO, Gao et al. 2025);
 * T is {@code sapo_temperature_pos} for positive advantages, else {@code sapo_temperature_neg}.
 */
record SapoLoss() implements PolicyLoss {

    @Override
    public String name() {
        return "sapo";
    }

    @Override
    public Aggregation aggregation() {
        return Aggregation.MEAN_OF_SEQUENCES;
    }

    @Override
    public Tensor perToken(LossTerms terms) {
        return Scope.of(
                () -> {
                    LossOptions.Sapo sapo = terms.options().sapo();
                    Tensor temperatures =
                            torch.where(
                                            terms.advantages().gt(new Scalar(0.0)),
                                            new Scalar(sapo.positive()),
                                            new Scalar(sapo.negative()))
                                    .to(terms.ratio().scalar_type());
                    Tensor gate = terms.ratio().sub(new Scalar(1.0)).mul(temperatures).sigmoid();
                    return gate.mul(new Scalar(4.0))
                            .div(temperatures)
                            .mul(terms.advantages())
                            .neg();
                });
    }

    @Override
    public void metrics(LossTerms terms, BiConsumer<String, Double> into) {
        // TRL shows none for it.
    }
}
