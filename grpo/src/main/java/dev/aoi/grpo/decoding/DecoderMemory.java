package dev.aoi.grpo.decoding;

import dev.aoi.grpo.weights.ModelConfig;

import java.util.Arrays;

/**
 * What a pass of some rows writes on its way, taken once for all passes. All but {@code turned},
 * {@code turnedKey}, {@code plainValue} and {@code logits}, which stand row by row, have the layout
 * of {@link RowBlocks}.
 */
record DecoderMemory(
        float[] states,
        float[] normed,
        float[] queries,
        float[] keys,
        float[] values,
        float[] turned,
        float[] turnedKey,
        float[] plainValue,
        float[] mixed,
        float[] added,
        float[] gates,
        float[] ups,
        float[] logits) {

    static DecoderMemory of(ModelConfig config, int rows) {
        int room = new RowBlocks(rows).capacity();
        int queries = config.heads() * config.headDim();
        int keys = config.keyValueHeads() * config.headDim();
        return new DecoderMemory(
                new float[room * config.hiddenSize()],
                new float[room * config.hiddenSize()],
                new float[room * queries],
                new float[room * keys],
                new float[room * keys],
                new float[room * queries],
                new float[keys],
                new float[keys],
                new float[room * queries],
                new float[room * config.hiddenSize()],
                new float[room * config.intermediateSize()],
                new float[room * config.intermediateSize()],
                new float[Math.multiplyExact(room, config.vocabularySize())]);
    }

    /** Rows have another place from now on; empty ones must hold no number of the past. */
    void clear() {
        Arrays.fill(states, 0);
        Arrays.fill(mixed, 0);
    }
}
