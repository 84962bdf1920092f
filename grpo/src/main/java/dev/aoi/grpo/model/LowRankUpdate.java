package dev.aoi.grpo.model;

import org.bytedeco.pytorch.Tensor;

/** What an adapter does to a projection. */
public interface LowRankUpdate {
    /**
     * The projection's output with the update.
     *
     * @param input of the projection
     * @param output of the base model's projection
     */
    Tensor added(Tensor input, Tensor output);

    /** What stands for the update when it is added to the projection's weight instead. */
    Tensor delta();
}
