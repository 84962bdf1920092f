package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Completions whose prompts are equal, so that each prompt goes through the model once and its
 * gradient is that of all its completions together.
 *
 * <p>Shapes: prompts (completions, prompt positions), padded on the left; completions (completions,
 * completion positions), padded on the right; masks are 1 for tokens and 0 for padding.
 */
final class CompletionGroups {
    private final Tensor promptIds;
    private final Tensor promptMask;
    private final Tensor completionIds;
    private final Tensor completionMask;
    private final long[] promptOf;
    private final long[] firstRowOf;

    private CompletionGroups(
            Tensor promptIds,
            Tensor promptMask,
            Tensor completionIds,
            Tensor completionMask,
            long[] promptOf,
            long[] firstRowOf) {
        this.promptIds = promptIds;
        this.promptMask = promptMask;
        this.completionIds = completionIds;
        this.completionMask = completionMask;
        this.promptOf = promptOf;
        this.firstRowOf = firstRowOf;
    }

    static CompletionGroups of(
            Tensor promptIds, Tensor promptMask, Tensor completionIds, Tensor completionMask) {
        int rows = Math.toIntExact(promptIds.size(0));
        int width = Math.toIntExact(promptIds.size(1));
        long[] ids = TensorBytes.longs(promptIds);
        long[] present = TensorBytes.longs(promptMask);
        long[] promptOf = new long[rows];
        Map<LongBuffer, Integer> numbers = new HashMap<>();
        long[] firstRows = new long[rows];
        for (int row = 0; row < rows; row++) {
            long[] key = new long[width];
            for (int i = 0; i < width; i++) {
                // No id is negative: padding is told apart from the token that stands there.
                key[i] = present[row * width + i] == 0 ? -1 : ids[row * width + i];
            }
            int next = numbers.size();
            Integer before = numbers.putIfAbsent(LongBuffer.wrap(key), next);
            promptOf[row] = before == null ? next : before;
            if (before == null) {
                firstRows[next] = row;
            }
        }
        return new CompletionGroups(
                promptIds,
                promptMask,
                completionIds,
                completionMask,
                promptOf,
                Arrays.copyOf(firstRows, numbers.size()));
    }

    /** Whether any prompt has several completions of more than one token. */
    boolean share() {
        return firstRowOf.length < promptOf.length && completionIds.size(1) > 1;
    }

    /**
     * The hidden states that the completion tokens are predicted from, (completions, completion
     * positions, hidden size).
     */
    Tensor hidden(DecoderModel model) {
        return share() ? together(model) : apart(model);
    }

    private Tensor apart(DecoderModel model) {
        return Scope.of(
                () -> {
                    Tensor ids = beside(promptIds, completionIds);
                    Tensor present = beside(promptMask, completionMask);
                    Tensor hidden = model.hidden(ids, Attendance.padded(present, ids.size(1)));
                    return hidden.narrow(1, promptIds.size(1) - 1, completionIds.size(1));
                });
    }

    private static Tensor beside(Tensor first, Tensor second) {
        return torch.cat(new TensorVector(first, second), 1);
    }

    /**
     * All prompts and completions in one row; what predicts nothing, the last token, is left out.
     */
    private Tensor together(DecoderModel model) {
        return Scope.of(
                () -> {
                    long prompts = firstRowOf.length;
                    long promptLength = promptIds.size(1);
                    long completions = promptOf.length;
                    long length = completionIds.size(1) - 1;
                    Tensor firstRows = TensorBytes.of(firstRowOf, prompts);
                    Tensor ids =
                            inRow(
                                    promptIds.index_select(0, firstRows),
                                    completionIds.narrow(1, 0, length));
                    Tensor places = DecoderModel.places(promptLength + length);
                    Tensor positions =
                            inRow(
                                    places.narrow(1, 0, promptLength).expand(prompts, promptLength),
                                    places.narrow(1, promptLength, length)
                                            .expand(completions, length));
                    GroupAttendance attendance = attendance(firstRows, length);
                    Tensor hidden = model.hidden(ids, positions, attendance, null).squeeze(0);
                    long size = hidden.size(1);
                    Tensor last =
                            hidden.narrow(0, 0, prompts * promptLength)
                                    .view(prompts, promptLength, size)
                                    .narrow(1, promptLength - 1, 1)
                                    .index_select(0, attendance.promptOf());
                    Tensor written =
                            hidden.narrow(0, prompts * promptLength, completions * length)
                                    .view(completions, length, size);
                    return beside(last, written);
                });
    }

    private static Tensor inRow(Tensor prompts, Tensor completions) {
        return beside(prompts.reshape(1, -1), completions.reshape(1, -1));
    }

    private GroupAttendance attendance(Tensor firstRows, long length) {
        long promptLength = promptIds.size(1);
        Tensor present = beside(promptMask, completionMask.narrow(1, 0, length));
        return new GroupAttendance(
                firstRowOf.length,
                promptLength,
                promptOf.length,
                length,
                TensorBytes.of(promptOf, promptOf.length),
                mask(promptMask.index_select(0, firstRows), promptLength),
                mask(present, length));
    }

    private static Tensor mask(Tensor present, long queries) {
        return Attendance.padded(present, queries).tensors().getFirst();
    }
}
