package dev.aoi.grpo.text.template;

import java.util.List;

/**
 * How long a text may become, so that a template cannot take all memory by making one longer and
 * longer. Whatever makes many characters of few asks before it does; other texts are looked at when
 * they are there.
 */
final class TextLimit {
    static final long MOST = 10_000_000;

    private TextLimit() {}

    static void check(long characters) {
        if (characters > MOST) {
            throw new TemplateException("a text would have over " + MOST + " characters");
        }
    }

    /** Items with a separator between. */
    static String joined(String separator, List<String> parts) {
        check(
                parts.stream().mapToLong(String::length).sum()
                        + (long) separator.length() * parts.size());
        return String.join(separator, parts);
    }

    /** The value, if it is no text that has become too long. */
    static Object checked(Object value) {
        switch (value) {
            case String text -> check(text.length());
            case Safe safe -> check(safe.text().length());
            default -> {}
        }
        return value;
    }
}
