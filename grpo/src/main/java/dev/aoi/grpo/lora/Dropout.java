package dev.aoi.grpo.lora;

import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.function.UnaryOperator;

/**
 * Leaves out a share of the inputs and scales the rest up (Srivastava et al. 2014). What is left
 * out is a function of seed, pass, place of the projection and place of the number, so a second run
 * over the same pass leaves out the same.
 */
final class Dropout {
    private final double share;
    private @Nullable CounterRandom pass;

    Dropout(double share) {
        this.share = share;
    }

    /**
     * Begins a pass of training.
     *
     * @param random of this pass alone
     */
    void begin(CounterRandom random) {
        pass = random;
    }

    /** Nothing is left out from now on. */
    void end() {
        pass = null;
    }

    /** What happens to the inputs of one projection. */
    UnaryOperator<Tensor> of(long projection) {
        return input -> {
            CounterRandom random = pass;
            return share == 0 || random == null ? input : thinned(input, random.at(projection));
        };
    }

    private Tensor thinned(Tensor input, CounterRandom random) {
        return Scope.of(
                () -> {
                    float[] factors = new float[Math.toIntExact(input.numel())];
                    float kept = (float) (1 / (1 - share));
                    for (int i = 0; i < factors.length; i++) {
                        factors[i] = random.uniform(i) < share ? 0 : kept;
                    }
                    Tensor mask = TensorBytes.of(factors, factors.length);
                    return input.mul(mask.to(input.scalar_type()).view_as(input));
                });
    }
}
