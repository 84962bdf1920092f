package dev.aoi.grpo.generation;

import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.KeyValueCache;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The sequences that are written side by side: a row each of the cache and of the mask of what is
 * no padding.
 */
final class GenerationBatch implements AutoCloseable {
    private final List<Sequence> sequences;
    private final int[] promptLengths;
    private final int capacity;
    private final @Nullable Tensor present;
    private @Nullable KeyValueCache cache;

    private GenerationBatch(
            List<Sequence> sequences, int[] promptLengths, int capacity, @Nullable Tensor present) {
        this.sequences = sequences;
        this.promptLengths = promptLengths;
        this.capacity = capacity;
        this.present = present;
    }

    static GenerationBatch begin(
            DecoderModel model,
            List<int[]> prompts,
            int each,
            List<Sequence> sequences,
            int capacity) {
        int width = prompts.stream().mapToInt(p -> p.length).max().orElseThrow();
        int[] lengths = new int[sequences.size()];
        long[] present = new long[sequences.size() * capacity];
        for (int row = 0; row < lengths.length; row++) {
            lengths[row] = prompts.get(row / each).length;
            for (int i = 0; i < capacity; i++) {
                present[row * capacity + i] = i < width - lengths[row] ? 0 : 1;
            }
        }
        boolean padded = prompts.stream().anyMatch(p -> p.length < width);
        return new GenerationBatch(
                sequences,
                lengths,
                capacity,
                padded ? mask(TensorBytes.of(present, lengths.length, capacity)) : null);
    }

    private static Tensor mask(Tensor present) {
        return Scope.own(Scope.of(() -> present.to(ScalarType.Bool).unsqueeze(1).unsqueeze(1)));
    }

    /** Row numbers 0 to count - 1, each as often as said. */
    static Tensor repeated(int count, int each) {
        long[] rows = new long[count * each];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / each;
        }
        return TensorBytes.of(rows, rows.length);
    }

    /** Takes over what the prompts left in a cache. */
    void take(DecoderModel model, KeyValueCache prompted, Tensor rows) {
        cache = prompted.select(model.config(), model.precision(), rows, capacity);
    }

    /** This batch, or a smaller one when half of it has ended; this one is closed then. */
    GenerationBatch withoutFinished(DecoderModel model) {
        List<Integer> going = new ArrayList<>();
        for (int row = 0; row < sequences.size(); row++) {
            if (!sequences.get(row).finished()) {
                going.add(row);
            }
        }
        if (2 * going.size() > sequences.size()) {
            return this;
        }
        try (Scope _ = Scope.open()) {
            Tensor rows =
                    TensorBytes.of(
                            going.stream().mapToLong(Integer::longValue).toArray(), going.size());
            GenerationBatch smaller =
                    new GenerationBatch(
                            going.stream().map(sequences::get).toList(),
                            going.stream().mapToInt(row -> promptLengths[row]).toArray(),
                            capacity,
                            present == null
                                    ? null
                                    : Scope.own(Scope.of(() -> present.index_select(0, rows))));
            smaller.take(model, cache(), rows);
            close();
            return smaller;
        }
    }

    List<Sequence> sequences() {
        return sequences;
    }

    KeyValueCache cache() {
        if (cache == null) {
            throw new IllegalStateException("the prompts have not gone through the model yet");
        }
        return cache;
    }

    /** The tokens that the model has not seen yet, (sequences, 1). */
    Tensor lastTokens() {
        return TensorBytes.of(
                sequences.stream().mapToLong(Sequence::last).toArray(), sequences.size(), 1);
    }

    /** Their positions, (sequences, 1). */
    Tensor positions() {
        long[] positions = new long[sequences.size()];
        long written = cache().length() - width();
        for (int row = 0; row < positions.length; row++) {
            positions[row] = promptLengths[row] + written;
        }
        return TensorBytes.of(positions, positions.length, 1);
    }

    private long width() {
        return capacity - sequences.getFirst().most();
    }

    /** What the new tokens see: all places that are taken and their own, without padding. */
    Attendance attendance() {
        return present == null
                ? Attendance.everything()
                : new Attendance(present.narrow(3, 0, cache().length() + 1), false);
    }

    @Override
    public void close() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
        if (present != null) {
            present.close();
        }
    }
}
