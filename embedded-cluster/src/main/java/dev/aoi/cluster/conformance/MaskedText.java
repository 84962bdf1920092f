package dev.aoi.cluster.conformance;

import java.util.List;

/**
 * A text whose accidental parts are placeholders.
 *
 * @param text the text with {@code ‹TYPE›} in their place, and with the padding of columns
 *     shortened
 * @param values what was there, in the order of the placeholders
 * @param maskedCharacters how many characters the placeholders stand for
 */
public record MaskedText(String text, List<Value> values, int maskedCharacters) {
    /**
     * What a placeholder stands for.
     *
     * @param mask its type
     * @param text its characters
     */
    public record Value(Mask mask, String text) {}

    /** Copies the list. */
    public MaskedText {
        values = List.copyOf(values);
    }
}
