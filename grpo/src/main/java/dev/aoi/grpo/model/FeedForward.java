package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Gated feed-forward network: {@code down(silu(gate(x)) up(x))} (SwiGLU, Shazeer 2020). */
final class FeedForward {
    private final Linear gate;
    private final Linear up;
    private final Linear down;

    FeedForward(LayerWeights weights) {
        this.gate = weights.projection(Projection.GATE);
        this.up = weights.projection(Projection.UP);
        this.down = weights.projection(Projection.DOWN);
    }

    Tensor apply(Tensor input) {
        return Scope.of(() -> down.apply(torch.silu(gate.apply(input)).mul(up.apply(input))));
    }
}
