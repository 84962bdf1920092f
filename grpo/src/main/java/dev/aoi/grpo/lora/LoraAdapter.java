package dev.aoi.grpo.lora;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A low-rank adapter of a model: the only weights that training changes.
 *
 * <p>A new adapter changes nothing: B is zero, A is evenly spread over ±1/√inputs, as in PEFT.
 */
public final class LoraAdapter implements AutoCloseable {
    private static final String PREFIX = "base_model.model.";

    private final LoraConfig config;
    private final Dropout dropout;
    private final SequencedMap<String, Tensor> parameters = new TreeMap<>();
    private final List<Place> places = new ArrayList<>();

    private record Place(int layer, Projection projection, LoraPair pair) {}

    /**
     * An adapter for models of a shape.
     *
     * @param values of a factor, by PEFT name and shape
     */
    LoraAdapter(LoraConfig config, ModelConfig model, BiFunction<String, long[], Tensor> values) {
        this.config = config;
        this.dropout = new Dropout(config.dropout());
        List<Projection> targets =
                config.targets().stream().sorted(Comparator.naturalOrder()).toList();
        for (int layer = 0; layer < model.layers(); layer++) {
            for (Projection target : targets) {
                ProjectionShape shape = ProjectionShape.of(model, target);
                Tensor a = factor(values, layer, target, "lora_A", config.rank(), shape.inputs());
                Tensor b = factor(values, layer, target, "lora_B", shape.outputs(), config.rank());
                long number = (long) layer * Projection.values().length + target.ordinal();
                places.add(
                        new Place(
                                layer,
                                target,
                                new LoraPair(a, b, config.scaling(), dropout.of(number))));
            }
        }
    }

    private Tensor factor(
            BiFunction<String, long[], Tensor> values,
            int layer,
            Projection target,
            String name,
            long... shape) {
        String key = PREFIX + target.path(layer) + "." + name + ".weight";
        Tensor value = Scope.own(Scope.of(() -> values.apply(key, shape)));
        parameters.put(key, value);
        return value;
    }

    /**
     * A new adapter.
     *
     * @param seed of A's values
     */
    public static LoraAdapter create(
            LoraConfig config, ModelConfig model, Precision precision, long seed) {
        CounterRandom random = new CounterRandom(seed, 0);
        return new LoraAdapter(
                config,
                model,
                (name, shape) -> {
                    double[] values = new double[Math.toIntExact(shape[0] * shape[1])];
                    if (name.contains("lora_A")) {
                        CounterRandom own = random.at(name.hashCode());
                        double bound = 1 / Math.sqrt(shape[1]);
                        for (int i = 0; i < values.length; i++) {
                            values[i] = bound * (2 * own.uniform(i) - 1);
                        }
                    }
                    return TensorBytes.of(values, shape).to(precision.type());
                });
    }

    /** The model computes with the adapter from now on. */
    public void attach(DecoderModel model) {
        places.forEach(at -> model.projection(at.layer, at.projection).attach(at.pair));
    }

    /** The model is the base model again: the reference of KL terms. */
    public void detach(DecoderModel model) {
        places.forEach(at -> model.projection(at.layer, at.projection).detach());
    }

    /** Adds the updates to the model's own weights, for good. */
    public void merge(DecoderModel model) {
        Gradients.off(
                () -> {
                    for (Place at : places) {
                        Tensor weight = model.projection(at.layer, at.projection).weight();
                        weight.add_(at.pair.delta().to(weight.scalar_type()));
                    }
                    return model;
                });
    }

    /** Whether gradients are wanted. */
    public void train(boolean trained) {
        parameters.values().forEach(parameter -> parameter.requires_grad_(trained));
    }

    /** Begins a pass of training; its dropout is a function of these numbers. */
    public void begin(CounterRandom pass) {
        dropout.begin(pass);
    }

    /** Ends dropout. */
    public void end() {
        dropout.end();
    }

    /** The factors by PEFT name, sorted. */
    public SequencedMap<String, Tensor> parameters() {
        return Collections.unmodifiableSequencedMap(parameters);
    }

    /** Its shape. */
    public LoraConfig config() {
        return config;
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
