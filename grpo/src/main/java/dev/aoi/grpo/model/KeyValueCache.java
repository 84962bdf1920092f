package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelConfig;

import org.bytedeco.pytorch.Tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of the positions that a generation has seen, in memory taken once for all.
 *
 * <p>What must hold: every layer appends the same positions before {@link #advance}.
 */
public final class KeyValueCache implements AutoCloseable {
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final long capacity;
    private long length;

    /**
     * An empty one.
     *
     * @param batch sequences
     * @param capacity positions that it can hold
     */
    public KeyValueCache(ModelConfig config, Precision precision, long batch, long capacity) {
        this.capacity = capacity;
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(room(config, precision, batch));
            values.add(room(config, precision, batch));
        }
    }

    private Tensor room(ModelConfig config, Precision precision, long batch) {
        return Scope.own(
                TensorBytes.empty(
                        precision.type(),
                        batch,
                        config.keyValueHeads(),
                        capacity,
                        config.headDim()));
    }

    /** Keys and values of all positions so far, with those that were just appended. */
    record Seen(Tensor keys, Tensor values) {}

    /** Appends (batch, heads, positions, head size) of one layer. */
    Seen append(int layer, Tensor newKeys, Tensor newValues) {
        long added = newKeys.size(2);
        if (length + added > capacity) {
            throw new IllegalStateException(
                    "the cache holds %d positions, %d are taken, and %d do not fit any more"
                            .formatted(capacity, length, added));
        }
        keys.get(layer).narrow(2, length, added).copy_(newKeys);
        values.get(layer).narrow(2, length, added).copy_(newValues);
        return new Seen(
                keys.get(layer).narrow(2, 0, length + added),
                values.get(layer).narrow(2, 0, length + added));
    }

    /**
     * The keys of a row's last positions, float32, [position][head][number of the head].
     *
     * @param positions how many
     */
    public float[] keys(int layer, int row, long positions) {
        return last(keys.get(layer), row, positions);
    }

    /** The values, likewise. */
    public float[] values(int layer, int row, long positions) {
        return last(values.get(layer), row, positions);
    }

    private float[] last(Tensor all, int row, long positions) {
        try (Scope _ = Scope.open()) {
            return TensorBytes.floats(
                    all.select(0, row).narrow(1, length - positions, positions).transpose(0, 1));
        }
    }

    /** Counts positions that every layer has appended. */
    void advance(long positions) {
        length += positions;
    }

    /** Positions that are held. */
    public long length() {
        return length;
    }

    /**
     * Repeats a prompt's rows for the completions of its group: row {@code r} of the result is row
     * {@code rows[r]} of this one.
     *
     * @param rows as a tensor of row numbers
     */
    public KeyValueCache select(ModelConfig config, Precision precision, Tensor rows, long room) {
        KeyValueCache chosen = new KeyValueCache(config, precision, rows.numel(), room);
        try (Scope _ = Scope.open()) {
            for (int layer = 0; layer < keys.size(); layer++) {
                copy(keys.get(layer), chosen.keys.get(layer), rows);
                copy(values.get(layer), chosen.values.get(layer), rows);
            }
        }
        chosen.length = length;
        return chosen;
    }

    private void copy(Tensor from, Tensor to, Tensor rows) {
        to.narrow(2, 0, length).copy_(from.narrow(2, 0, length).index_select(0, rows));
    }

    @Override
    public void close() {
        keys.forEach(Tensor::close);
        values.forEach(Tensor::close);
        keys.clear();
        values.clear();
    }
}
