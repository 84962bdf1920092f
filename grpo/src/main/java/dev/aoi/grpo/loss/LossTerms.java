package dev.aoi.grpo.loss;

import org.bytedeco.pytorch.Tensor;

/**
 * What a policy loss is made of.
 *
 * @param logProbs of the tokens under the policy, (batch, positions)
 * @param logRatio to the policy that wrote, (batch, positions)
 * @param ratio of importance sampling: (batch, positions), or (batch, 1) by sequences
 * @param advantages (batch, 1), or (batch, positions)
 * @param masked the tokens that count
 * @param options of the loss
 */
public record LossTerms(
        Tensor logProbs,
        Tensor logRatio,
        Tensor ratio,
        Tensor advantages,
        Masked masked,
        LossOptions options) {}
