package dev.aoi.grpo.model;

import org.bytedeco.pytorch.Tensor;

import java.util.List;

/**
 * Of prompts and completions that stand in one row: first all prompts, then all completions, each
 * of which sees its own prompt and itself.
 *
 * @param prompts how many
 * @param promptLength of each, with padding
 * @param completions how many
 * @param completionLength of each, with padding
 * @param promptOf number of each completion's prompt
 * @param promptMask (prompts, 1, prompt length, prompt length), true where a query sees a key
 * @param completionMask (completions, 1, completion length, prompt and completion length)
 */
record GroupAttendance(
        long prompts,
        long promptLength,
        long completions,
        long completionLength,
        Tensor promptOf,
        Tensor promptMask,
        Tensor completionMask)
        implements Attendance {

    @Override
    public List<Tensor> tensors() {
        return List.of(promptOf, promptMask, completionMask);
    }

    /** The prompts' part of (1, heads, tokens, head size): (prompts, heads, length, head size). */
    Tensor ofPrompts(Tensor heads) {
        return parts(heads.narrow(2, 0, prompts * promptLength), prompts, promptLength);
    }

    /** The completions' part, likewise. */
    Tensor ofCompletions(Tensor heads) {
        long tokens = completions * completionLength;
        return parts(
                heads.narrow(2, prompts * promptLength, tokens), completions, completionLength);
    }

    private static Tensor parts(Tensor heads, long count, long length) {
        return heads.reshape(heads.size(1), count, length, heads.size(3)).transpose(0, 1);
    }
}
