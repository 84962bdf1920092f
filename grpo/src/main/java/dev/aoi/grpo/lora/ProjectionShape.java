package dev.aoi.grpo.lora;

import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.weights.ModelConfig;

/** How many numbers a projection takes and gives. */
record ProjectionShape(long inputs, long outputs) {

    static ProjectionShape of(ModelConfig model, Projection projection) {
        long hidden = model.hiddenSize();
        long queries = model.heads() * model.headDim();
        long keys = model.keyValueHeads() * model.headDim();
        return switch (projection) {
            case QUERY -> new ProjectionShape(hidden, queries);
            case KEY, VALUE -> new ProjectionShape(hidden, keys);
            case OUTPUT -> new ProjectionShape(queries, hidden);
            case GATE, UP -> new ProjectionShape(hidden, model.intermediateSize());
            case DOWN -> new ProjectionShape(model.intermediateSize(), hidden);
        };
    }
}
