package dev.aoi.grpo.loss;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Completions with what is known of them, by TRL's names; all but the prompt shaped (batch,
 * completion positions) unless said otherwise.
 *
 * @param promptIds {@code prompt_ids}, (batch, prompt positions), padded on the left
 * @param promptMask {@code prompt_mask}, 1 for tokens and 0 for padding
 * @param completionIds {@code completion_ids}, padded on the right
 * @param completionMask {@code completion_mask}
 * @param advantages (batch), or one per token
 * @param oldLogProbs {@code old_per_token_logps} under the policy that the ratio is taken to;
 *     absent for the policy itself
 * @param referenceLogProbs {@code ref_per_token_logps} of the KL term
 * @param samplingLogProbs {@code sampling_per_token_logps} of the engine that generated; absent for
 *     the old ones
 * @param toolMask {@code tool_mask}: 0 where a tool wrote; absent when none did
 * @param items {@code num_items_in_batch}: completion tokens of the generation batch
 */
public record LossBatch(
        Tensor promptIds,
        Tensor promptMask,
        Tensor completionIds,
        Tensor completionMask,
        Tensor advantages,
        @Nullable Tensor oldLogProbs,
        @Nullable Tensor referenceLogProbs,
        @Nullable Tensor samplingLogProbs,
        @Nullable Tensor toolMask,
        double items) {

    /** The tokens that the loss looks at. */
    Tensor counted() {
        return toolMask == null ? completionMask : completionMask.mul(toolMask);
    }
}
