package dev.aoi.grpo.text.template;

import org.jspecify.annotations.Nullable;

import java.util.function.IntPredicate;

/** White space as Python's {@code str.isspace} and {@code str.strip} see it. */
final class Strip {

    private Strip() {}

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** Whether there is something, and it is all white space. */
    static boolean isBlank(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(Strip::isSpace);
    }

    static String right(String text) {
        return strip(text, null, false, true);
    }

    /** Strips the characters in {@code set}, or white space, from the chosen ends. */
    static String strip(String text, @Nullable String set, boolean left, boolean right) {
        IntPredicate drop = set == null ? Strip::isSpace : c -> set.indexOf(c) >= 0;
        int begin = 0;
        int end = text.length();
        while (left && begin < end && drop.test(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (right && end > begin && drop.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }
}
