package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ExpectedTensors;
import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.ModelFolder;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A decoder-only language model: token embedding, layers, norm, and a head that scores the next
 * token.
 *
 * <p>Shapes: token ids are (batch, positions), hidden states (batch, positions, hidden size),
 * logits (batch, positions, vocabulary). One thread at a time may use a model.
 */
public final class DecoderModel implements AutoCloseable {
    private final ModelConfig config;
    private final Precision precision;
    private final SequencedMap<String, Tensor> weights;
    private final List<LayerWeights> layerWeights = new ArrayList<>();
    private final List<DecoderLayer> layers = new ArrayList<>();
    private final RotaryEmbedding rotary;
    private final RmsNorm norm;
    private final Linear head;
    private @Nullable GradientCheckpointing checkpointing;

    private DecoderModel(
            ModelConfig config, Precision precision, SequencedMap<String, Tensor> weights) {
        this.config = config;
        this.precision = precision;
        this.weights = weights;
        for (int layer = 0; layer < config.layers(); layer++) {
            LayerWeights own =
                    new LayerWeights(
                            layer,
                            config,
                            precision,
                            name -> Optional.ofNullable(weights.get(name)));
            layerWeights.add(own);
            layers.add(new DecoderLayer(layer, config, own));
        }
        this.rotary = new RotaryEmbedding(config, precision);
        this.norm = new RmsNorm(weight("model.norm.weight"), config.rmsNormEps(), precision);
        this.head =
                new Linear(
                        weight(
                                config.tiedEmbeddings()
                                        ? ExpectedTensors.EMBEDDING
                                        : ExpectedTensors.HEAD),
                        null);
    }

    /**
     * Reads a Hugging Face folder.
     *
     * @param precision to compute in; weights of another format are converted
     * @throws dev.aoi.grpo.weights.ModelFolderException when the folder does not fit
     */
    public static DecoderModel load(Path folder, Precision precision) {
        try (ModelFolder files = ModelFolder.open(folder)) {
            ModelConfig config = files.config();
            SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
            for (String name : ExpectedTensors.of(config).sequencedKeySet()) {
                Tensor weight =
                        Scope.of(
                                () ->
                                        TensorBytes.read(
                                                        files.tensors().get(name),
                                                        files.segment(name))
                                                .to(precision.type()));
                weights.put(name, Scope.own(weight));
            }
            return new DecoderModel(config, precision, weights);
        }
    }

    private Tensor weight(String name) {
        Tensor weight = weights.get(name);
        if (weight == null) {
            throw new IllegalStateException("The model has no tensor " + name);
        }
        return weight;
    }

    /**
     * The hidden states behind the last norm.
     *
     * @param ids of tokens; without a cache, of whole sequences
     * @param positions of the tokens, (batch or 1, positions)
     * @param cache holds what was before the tokens; it takes them in
     */
    public Tensor hidden(
            Tensor ids, Tensor positions, Attendance attendance, @Nullable KeyValueCache cache) {
        return Scope.of(
                () -> {
                    RotaryEmbedding.Turns turns = rotary.at(positions);
                    Tensor states = embedded(ids);
                    if (checkpointing != null && cache == null && GradMode.is_enabled()) {
                        return norm.apply(checkpointing.forward(states, layers, turns, attendance));
                    }
                    for (DecoderLayer layer : layers) {
                        states = layer.apply(states, turns, attendance, cache);
                    }
                    if (cache != null) {
                        cache.advance(ids.size(1));
                    }
                    return norm.apply(states);
                });
    }

    /** The hidden states of whole sequences whose positions are counted from their first place. */
    public Tensor hidden(Tensor ids, Attendance attendance) {
        return Scope.of(() -> hidden(ids, places(ids.size(1)), attendance, null));
    }

    /** Positions 0, 1, … of all sequences. */
    public static Tensor places(long count) {
        return Scope.of(
                () -> torch.arange(new Scalar(count)).to(torch.ScalarType.Long).unsqueeze(0));
    }

    private Tensor embedded(Tensor ids) {
        return torch.embedding(weight(ExpectedTensors.EMBEDDING), ids);
    }

    /** The score of each token of the vocabulary to come next. */
    public Tensor logits(Tensor hidden) {
        return head.apply(hidden);
    }

    /**
     * Cosines and sines of the rotary angles of the first positions, each (positions, head size).
     */
    public List<Tensor> rotation(long count) {
        RotaryEmbedding.Turns turns = rotary.at(places(count));
        return List.of(turns.cosine().view(count, -1), turns.sine().view(count, -1));
    }

    /** One of a layer's projections. */
    public Linear projection(int layer, Projection projection) {
        return layerWeights.get(layer).projection(projection);
    }

    /** All weights by the names that transformers gives them. */
    public SequencedMap<String, Tensor> weights() {
        return Collections.unmodifiableSequencedMap(weights);
    }

    /** How many numbers the weights are. */
    public long parameterCount() {
        return weights.values().stream().mapToLong(Tensor::numel).sum();
    }

    /** Whether the weights themselves are to be trained. */
    public void train(boolean trained) {
        weights.values().forEach(weight -> weight.requires_grad_(trained));
    }

    /**
     * Keeps only the layers' inputs of recorded passes from now on; {@link
     * GradientCheckpointing#backward} must follow each backward pass.
     *
     * @param checkpointing absent to record everything again
     */
    public void checkpoint(@Nullable GradientCheckpointing checkpointing) {
        this.checkpointing = checkpointing;
    }

    /** Its shape. */
    public ModelConfig config() {
        return config;
    }

    /** The number format that it computes in. */
    public Precision precision() {
        return precision;
    }

    /** Logits of whole sequences, of which nothing is recorded for a backward pass. */
    public Tensor predict(Tensor ids, Attendance attendance) {
        return Gradients.off(() -> Scope.of(() -> logits(hidden(ids, attendance))));
    }

    @Override
    public void close() {
        weights.values().forEach(Tensor::close);
    }
}
