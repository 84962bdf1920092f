package dev.aoi.grpo.generation;

import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.KeyValueCache;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Goes on in libtorch: a row each of the cache and of the mask of what is no padding. For number
 * formats, sizes and JVMs that {@link VectorContinuation} does not serve.
 */
final class TorchContinuation implements Continuation {
    private final DecoderModel model;
    private final List<Sequence> sequences;
    private final int[] promptLengths;
    private final int capacity;
    private final @Nullable Tensor present;
    private final KeyValueCache cache;
    private @Nullable Tensor logits;

    private TorchContinuation(
            DecoderModel model,
            List<Sequence> sequences,
            int[] promptLengths,
            int capacity,
            @Nullable Tensor present,
            KeyValueCache cache) {
        this.model = model;
        this.sequences = sequences;
        this.promptLengths = promptLengths;
        this.capacity = capacity;
        this.present = present;
        this.cache = cache;
    }

    /** Takes over what the prompts left in a cache. */
    static TorchContinuation after(
            DecoderModel model, Prompts prompts, KeyValueCache prompted, List<Sequence> sequences) {
        int each = sequences.size() / prompts.count();
        int width = prompts.width();
        int capacity = width + sequences.getFirst().most();
        int[] lengths = new int[sequences.size()];
        long[] present = new long[sequences.size() * capacity];
        for (int row = 0; row < lengths.length; row++) {
            lengths[row] = prompts.length(row / each);
            for (int i = 0; i < capacity; i++) {
                present[row * capacity + i] = i < width - lengths[row] ? 0 : 1;
            }
        }
        try (Scope _ = Scope.open()) {
            return new TorchContinuation(
                    model,
                    sequences,
                    lengths,
                    capacity,
                    prompts.padded()
                            ? mask(TensorBytes.of(present, lengths.length, capacity))
                            : null,
                    prompted.select(
                            model.config(), model.precision(), prompts.repeated(each), capacity));
        }
    }

    private static Tensor mask(Tensor present) {
        return Scope.own(Scope.of(() -> present.to(ScalarType.Bool).unsqueeze(1).unsqueeze(1)));
    }

    @Override
    public Continuation withoutFinished() {
        List<Integer> going = Continuation.goingOn(sequences);
        if (going.isEmpty()) {
            return this;
        }
        try (Scope _ = Scope.open()) {
            Tensor rows =
                    TensorBytes.of(
                            going.stream().mapToLong(Integer::longValue).toArray(), going.size());
            TorchContinuation smaller =
                    new TorchContinuation(
                            model,
                            going.stream().map(sequences::get).toList(),
                            going.stream().mapToInt(row -> promptLengths[row]).toArray(),
                            capacity,
                            present == null
                                    ? null
                                    : Scope.own(Scope.of(() -> present.index_select(0, rows))),
                            cache.select(model.config(), model.precision(), rows, capacity));
            close();
            return smaller;
        }
    }

    @Override
    public List<Sequence> sequences() {
        return sequences;
    }

    @Override
    public MemorySegment next() {
        release();
        try (Scope _ = Scope.open()) {
            Tensor hidden = model.hidden(lastTokens(), positions(), attendance(), cache);
            Tensor scores =
                    Scope.own(
                            Scope.of(() -> model.logits(hidden).to(ScalarType.Float).contiguous()));
            logits = scores;
            return TensorBytes.memory(scores);
        }
    }

    private void release() {
        if (logits != null) {
            logits.close();
            logits = null;
        }
    }

    /** The tokens that the model has not seen yet, (sequences, 1). */
    private Tensor lastTokens() {
        return TensorBytes.of(
                sequences.stream().mapToLong(Sequence::last).toArray(), sequences.size(), 1);
    }

    /** Their positions, (sequences, 1). */
    private Tensor positions() {
        long[] positions = new long[sequences.size()];
        long written = cache.length() - width();
        for (int row = 0; row < positions.length; row++) {
            positions[row] = promptLengths[row] + written;
        }
        return TensorBytes.of(positions, positions.length, 1);
    }

    private long width() {
        return capacity - sequences.getFirst().most();
    }

    /** What the new tokens see: all places that are taken and their own, without padding. */
    private Attendance attendance() {
        return present == null
                ? Attendance.everything()
                : Attendance.masked(present.narrow(3, 0, cache.length() + 1));
    }

    @Override
    public void close() {
        release();
        cache.close();
        if (present != null) {
            present.close();
        }
    }
}
