package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Attention and feed-forward network, each after a norm and beside a residual connection. */
final class DecoderLayer {
    private final RmsNorm inputNorm;
    private final Attention attention;
    private final RmsNorm outputNorm;
    private final FeedForward feedForward;

    DecoderLayer(int layer, ModelConfig config, LayerWeights weights) {
        this.inputNorm = weights.norm("input_layernorm");
        this.attention = new Attention(layer, config, weights);
        this.outputNorm = weights.norm("post_attention_layernorm");
        this.feedForward = new FeedForward(weights);
    }

    Tensor apply(
            Tensor input,
            RotaryEmbedding.Turns turns,
            Attendance attendance,
            @Nullable KeyValueCache cache) {
        return Scope.of(
                () -> {
                    Tensor attended =
                            attention.apply(inputNorm.apply(input), turns, attendance, cache);
                    Tensor middle = input.add(attended);
                    return middle.add(feedForward.apply(outputNorm.apply(middle)));
                });
    }
}
