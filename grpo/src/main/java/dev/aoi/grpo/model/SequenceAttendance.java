package dev.aoi.grpo.model;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which positions a token looks at: those before it and itself, without padding.
 *
 * @param mask true where a query (third dimension) looks at a key (fourth); absent when {@code
 *     causal} says it all, or when all is seen
 * @param causal every query sees the keys up to its own place
 */
record SequenceAttendance(@Nullable Tensor mask, boolean causal) implements Attendance {

    @Override
    public List<Tensor> tensors() {
        return mask == null ? List.of() : List.of(mask);
    }
}
