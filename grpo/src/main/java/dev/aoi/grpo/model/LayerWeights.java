package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The weights of one decoder layer, by name. */
final class LayerWeights {
    private final int layer;
    private final ModelConfig config;
    private final Precision precision;
    private final Function<String, Optional<Tensor>> weights;
    private final Map<Projection, Linear> projections = new EnumMap<>(Projection.class);

    /**
     * @param weights a tensor of the model by its whole name; empty when the model has none
     */
    LayerWeights(
            int layer,
            ModelConfig config,
            Precision precision,
            Function<String, Optional<Tensor>> weights) {
        this.layer = layer;
        this.config = config;
        this.precision = precision;
        this.weights = weights;
    }

    Linear projection(Projection projection) {
        return projections.computeIfAbsent(
                projection,
                it ->
                        new Linear(
                                required(it.path(layer) + ".weight"),
                                weights.apply(it.path(layer) + ".bias").orElse(null)));
    }

    RmsNorm norm(String module) {
        Tensor weight = required("model.layers.%d.%s.weight".formatted(layer, module));
        return new RmsNorm(weight, config.rmsNormEps(), precision);
    }

    private Tensor required(String name) {
        return weights.apply(name)
                .orElseThrow(() -> new IllegalStateException("The model has no tensor " + name));
    }
}
