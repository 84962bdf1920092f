package dev.aoi.grpo.decoding;

/**
 * A completion that is being written, as the decoder knows it.
 *
 * @param prompt shared with the other completions of its group
 * @param own what it has written
 */
record DecoderRow(Stretch prompt, Stretch own) {
    /** Of the token that comes next. */
    int position() {
        return prompt.length() + own.length();
    }
}
