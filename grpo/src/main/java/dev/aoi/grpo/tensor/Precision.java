package dev.aoi.grpo.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The number format in which a model computes.
 *
 * <p>Weights and activations have it; norms and rotary angles are computed in float32 at least, as
 * transformers does.
 */
public enum Precision {
    /** Default. */
    FLOAT32(ScalarType.Float),
    /** Half the memory; faster where the processor multiplies it (AVX512-BF16, AMX). */
    BFLOAT16(ScalarType.BFloat16),
    /** For checking formulas. */
    FLOAT64(ScalarType.Double);

    private final ScalarType type;

    Precision(ScalarType type) {
        this.type = type;
    }

    /** libtorch's name for it. */
    public ScalarType type() {
        return type;
    }

    /** The format for what loses too much in this one. */
    public ScalarType careful() {
        return this == BFLOAT16 ? ScalarType.Float : type;
    }
}
