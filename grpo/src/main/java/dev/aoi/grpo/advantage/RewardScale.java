package dev.aoi.grpo.advantage;

/** What a reward's distance from its group's mean is divided by (TRL's {@code scale_rewards}). */
public enum RewardScale {
    /** The deviation of its group: default. */
    GROUP,
    /** The deviation of all groups together (Liu et al. 2025, "Part I: tricks or traps?"). */
    BATCH,
    /** Nothing (Dr. GRPO, Liu et al. 2025). */
    NONE
}
