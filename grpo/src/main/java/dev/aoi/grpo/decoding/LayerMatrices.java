package dev.aoi.grpo.decoding;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one decoder layer.
 *
 * @param queryNorm of each query head; absent in families without
 */
record LayerMatrices(
        Norm inputNorm,
        Matrix query,
        Matrix key,
        Matrix value,
        Matrix output,
        @Nullable Norm queryNorm,
        @Nullable Norm keyNorm,
        Norm outputNorm,
        Matrix gate,
        Matrix up,
        Matrix down) {}
