package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Which positions a token looks at: those before it and itself, without padding.
 *
 * @param mask true where a query (third dimension) looks at a key (fourth); absent when {@code
 *     causal} says it all, or when all is seen
 * @param causal every query sees the keys up to its own place
 */
public record Attendance(@Nullable Tensor mask, boolean causal) {

    /** Of whole sequences without padding. */
    public static Attendance whole() {
        return new Attendance(null, true);
    }

    /** Of one new token in each of several sequences without padding. */
    public static Attendance everything() {
        return new Attendance(null, false);
    }

    /**
     * Of sequences with padding.
     *
     * @param present (batch, keys), 1 for tokens and 0 for padding
     * @param queries how many of the last positions are asked for
     */
    public static Attendance padded(Tensor present, long queries) {
        return new Attendance(
                Scope.of(
                        () -> {
                            long keys = present.size(1);
                            Tensor seen =
                                    torch.ones(
                                                    new long[] {queries, keys},
                                                    new TensorOptions(ScalarType.Bool))
                                            .tril(keys - queries);
                            Tensor real = present.to(ScalarType.Bool);
                            return real.unsqueeze(1).unsqueeze(1).logical_and(seen);
                        }),
                false);
    }

    /** What the last queries of these see. */
    Attendance last(long queries) {
        return mask == null
                ? this
                : new Attendance(
                        mask.slice(2, new LongOptional(-queries), new LongOptional(), 1), false);
    }
}
