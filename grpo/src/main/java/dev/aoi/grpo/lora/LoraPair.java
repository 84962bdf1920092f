package dev.aoi.grpo.lora;

import dev.aoi.grpo.model.LowRankUpdate;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.function.UnaryOperator;

/**
 * The two factors of one projection's update {@code s B A x}; computed in the model's number
 * format, whatever their own is.
 *
 * @param a (rank, inputs)
 * @param b (outputs, rank)
 * @param scaling s
 * @param dropout what training does to the input; the identity else
 */
record LoraPair(Tensor a, Tensor b, double scaling, UnaryOperator<Tensor> dropout)
        implements LowRankUpdate {

    @Override
    public Tensor added(Tensor input, Tensor output) {
        return Scope.of(
                () -> {
                    ScalarType type = input.scalar_type();
                    Tensor narrow = torch.linear(dropout.apply(input), a.to(type));
                    Tensor update = torch.linear(narrow, b.to(type));
                    return output.add(update.mul(new Scalar(scaling)));
                });
    }

    @Override
    public Tensor delta() {
        return Scope.of(() -> b.mm(a).mul(new Scalar(scaling)));
    }
}
