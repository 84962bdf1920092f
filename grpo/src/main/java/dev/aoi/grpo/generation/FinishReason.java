package dev.aoi.grpo.generation;

/** Why a completion ended. */
public enum FinishReason {
    /**
     * With a stop token, because a listener said so, or because its constraint allows nothing more.
     */
    STOP,
    /** It was cut off after the most tokens it may have. */
    LENGTH
}
