package dev.aoi.compressor.text;

import java.util.Locale;

/** What became of an observation, from the least to the most that can be lost. */
enum Method {
    /** To the character. */
    VERBATIM,
    /** Runs of equal lines became one with a count. */
    COLLAPSED,
    /** Lines were left out. */
    EXTRACTIVE,
    /** A mind's words. */
    LLM;

    /** As records have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Method orMore(Method other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
