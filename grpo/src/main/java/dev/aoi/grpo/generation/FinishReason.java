package dev.aoi.grpo.generation;

/** Why a completion ended. */
public enum FinishReason {
    /** With a stop token, or because a listener said so. */
    STOP,
    /** It was cut off after the most tokens it may have. */
    LENGTH
}
