package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.List;

/** Which positions a token looks at: those before it and itself, without padding. */
public sealed interface Attendance permits SequenceAttendance, GroupAttendance {

    /** What it holds in native memory. */
    List<Tensor> tensors();

    /** Of whole sequences without padding. */
    static Attendance whole() {
        return new SequenceAttendance(null, true);
    }

    /** Of one new token in each of several sequences without padding. */
    static Attendance everything() {
        return new SequenceAttendance(null, false);
    }

    /** Of new tokens that see what a mask says, (batch, 1 or heads, queries, keys). */
    static Attendance masked(Tensor mask) {
        return new SequenceAttendance(mask, false);
    }

    /**
     * Of sequences with padding.
     *
     * @param present (batch, keys), 1 for tokens and 0 for padding
     * @param queries how many of the last positions are asked for
     */
    static Attendance padded(Tensor present, long queries) {
        return masked(
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
                        }));
    }
}
