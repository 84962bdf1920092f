package dev.aoi.grpo.text.template;

/** Python's {@code None}. */
enum None {
    NONE
}
