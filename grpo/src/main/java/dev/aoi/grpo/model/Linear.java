package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A projection {@code x Wᵀ + b}, to which a low-rank update may be attached.
 *
 * <p>The weight's rows are the outputs, as in PyTorch.
 */
public final class Linear {
    private final Tensor weight;
    private final @Nullable Tensor bias;
    private @Nullable LowRankUpdate update;

    Linear(Tensor weight, @Nullable Tensor bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** The projection of the last dimension. */
    public Tensor apply(Tensor input) {
        return Scope.of(
                () -> {
                    Tensor output =
                            bias == null
                                    ? torch.linear(input, weight)
                                    : torch.linear(input, weight, bias);
                    return update == null ? output : update.added(input, output);
                });
    }

    /** Outputs by inputs. */
    public Tensor weight() {
        return weight;
    }

    /** What is added to each output, if anything. */
    public Optional<Tensor> bias() {
        return Optional.ofNullable(bias);
    }

    /** What an adapter does to it, if anything. */
    public Optional<LowRankUpdate> update() {
        return Optional.ofNullable(update);
    }

    /** Adds an update to the projection from now on, in the place of one that was there. */
    public void attach(LowRankUpdate update) {
        this.update = update;
    }

    /** The projection is the base model's again. */
    public void detach() {
        update = null;
    }
}
