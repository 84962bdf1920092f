package dev.aoi.grpo.decoding;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.Linear;
import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ExpectedTensors;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A model's weights as they are now, for passes of new tokens. Those of a projection with a
 * low-rank update are a merged copy; the others are the model's own memory.
 *
 * <p>What must hold: the model lives longer, and nothing trains it in the meantime.
 */
final class DecoderMatrices implements AutoCloseable {
    private final DecoderModel model;
    private final List<Tensor> merged = new ArrayList<>();
    private final List<LayerMatrices> layers = new ArrayList<>();
    private final Matrix embedding;
    private final Norm norm;
    private final Matrix head;

    DecoderMatrices(DecoderModel model) {
        this.model = model;
        ModelConfig config = model.config();
        for (int layer = 0; layer < config.layers(); layer++) {
            layers.add(layer(config, layer));
        }
        this.embedding = Matrix.of(weight(ExpectedTensors.EMBEDDING), new float[0]);
        this.norm = norm("model.norm");
        this.head =
                config.tiedEmbeddings()
                        ? embedding
                        : Matrix.of(weight(ExpectedTensors.HEAD), new float[0]);
    }

    /** Whether a model's numbers and sizes fit the vector instructions. */
    static boolean fit(DecoderModel model) {
        ModelConfig config = model.config();
        int lanes = Lanes.COUNT;
        return model.precision() == Precision.FLOAT32
                && config.headDim() % (2 * lanes) == 0
                && config.hiddenSize() % lanes == 0
                && config.intermediateSize() % lanes == 0
                && model.weights().values().stream().allMatch(Tensor::is_contiguous);
    }

    private LayerMatrices layer(ModelConfig config, int layer) {
        boolean headNorms = config.queryKeyNorm();
        return new LayerMatrices(
                norm(path(layer, "input_layernorm")),
                matrix(layer, Projection.QUERY),
                matrix(layer, Projection.KEY),
                matrix(layer, Projection.VALUE),
                matrix(layer, Projection.OUTPUT),
                headNorms ? norm(path(layer, "self_attn.q_norm")) : null,
                headNorms ? norm(path(layer, "self_attn.k_norm")) : null,
                norm(path(layer, "post_attention_layernorm")),
                matrix(layer, Projection.GATE),
                matrix(layer, Projection.UP),
                matrix(layer, Projection.DOWN));
    }

    private static String path(int layer, String module) {
        return "model.layers.%d.%s".formatted(layer, module);
    }

    private Norm norm(String module) {
        return new Norm(
                TensorBytes.floats(weight(module + ".weight")),
                (float) model.config().rmsNormEps());
    }

    private Tensor weight(String name) {
        @Nullable Tensor weight = model.weights().get(name);
        if (weight == null) {
            throw new IllegalStateException("The model has no tensor " + name);
        }
        return weight;
    }

    private Matrix matrix(int layer, Projection projection) {
        Linear linear = model.projection(layer, projection);
        float[] bias = linear.bias().map(TensorBytes::floats).orElse(new float[0]);
        Tensor weight =
                linear.update()
                        .map(update -> kept(Scope.of(() -> linear.weight().add(update.delta()))))
                        .orElse(linear.weight());
        return Matrix.of(weight, bias);
    }

    private Tensor kept(Tensor tensor) {
        merged.add(Scope.own(tensor));
        return tensor;
    }

    List<LayerMatrices> layers() {
        return layers;
    }

    Matrix embedding() {
        return embedding;
    }

    Norm norm() {
        return norm;
    }

    Matrix head() {
        return head;
    }

    @Override
    public void close() {
        merged.forEach(Tensor::close);
        merged.clear();
    }
}
