package dev.aoi.grpo.text.template;

import java.util.List;

/**
 * What a template gave.
 *
 * @param text the text
 * @param generated what stood within {@code {% generation %}} blocks, in order; for a supervised
 *     loss on what the assistant says
 */
public record Rendered(String text, List<Span> generated) {

    /**
     * A part of the text.
     *
     * @param begin its first position, in UTF-16 units
     * @param end the position after its last
     */
    public record Span(int begin, int end) {}
}
