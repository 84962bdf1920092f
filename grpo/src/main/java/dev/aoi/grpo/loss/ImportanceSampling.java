package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Tensor;

/** How far a policy has moved from the one that wrote, TRL's {@code importance_sampling_level}. */
public enum ImportanceSampling {
    /** A ratio per token (GRPO, Shao et al. 2024). */
    TOKEN {
        @Override
        Tensor logWeights(Tensor logRatio, Masked masked) {
            return logRatio;
        }
    },
    /** The mean of a sequence's token ratios, for all its tokens (GSPO, Zheng et al. 2025). */
    SEQUENCE {
        @Override
        Tensor logWeights(Tensor logRatio, Masked masked) {
            return Scope.of(() -> masked.sequenceMeans(logRatio).unsqueeze(-1));
        }
    };

    /** Logarithms of the ratios: (batch, positions), or (batch, 1). */
    abstract Tensor logWeights(Tensor logRatio, Masked masked);
}
