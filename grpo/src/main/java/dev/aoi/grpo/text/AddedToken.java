package dev.aoi.grpo.text;

/**
 * A token that stands outside the merges, such as {@code <|im_end|>}.
 *
 * @param id its id
 * @param text its text
 * @param special whether decoding may skip it
 */
public record AddedToken(int id, String text, boolean special) {}
