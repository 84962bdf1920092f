package dev.aoi.grpo.text;

/**
 * UTF-8 bytes to text, piece by piece. What is not UTF-8 becomes U+FFFD, one for each longest piece
 * that could have begun a character (Unicode 16, section 3.9, table 3-11). Java's own decoder makes
 * one of the three bytes of an encoded surrogate, where this standard wants three.
 */
final class Utf8Stream {

    private static final char REPLACEMENT = '\uFFFD';

    /** Bytes still to come of the character at hand; 0 between characters. */
    private int missing;

    private int codePoint;

    /** The range in which the next byte of the character must lie. */
    private int low;

    private int high;

    /**
     * 1. Within a character, a byte in range is taken; any other ends the character as U+FFFD and
     * is looked at again as a first byte. 2. A first byte says how many follow and narrows the
     * range of the second, which keeps out overlong forms, surrogates and what is above U+10FFFF.
     */
    void append(byte[] bytes, StringBuilder text) {
        for (byte signed : bytes) {
            int b = signed & 0xFF;
            if (missing > 0 && b >= low && b <= high) {
                next(b, text);
                continue;
            }
            finish(text);
            first(b, text);
        }
    }

    /** Ends the text: an unfinished character becomes U+FFFD. */
    void finish(StringBuilder text) {
        if (missing > 0) {
            text.append(REPLACEMENT);
            missing = 0;
        }
    }

    private void next(int b, StringBuilder text) {
        codePoint = codePoint << 6 | (b & 0x3F);
        low = 0x80;
        high = 0xBF;
        if (--missing == 0) {
            text.appendCodePoint(codePoint);
        }
    }

    private void first(int b, StringBuilder text) {
        low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (b < 0x80) {
            text.append((char) b);
        } else if (b >= 0xC2 && b <= 0xDF) {
            expect(1, b & 0x1F);
        } else if (b >= 0xE0 && b <= 0xEF) {
            expect(2, b & 0x0F);
        } else if (b >= 0xF0 && b <= 0xF4) {
            expect(3, b & 0x07);
        } else {
            text.append(REPLACEMENT);
        }
    }

    private void expect(int more, int bits) {
        missing = more;
        codePoint = bits;
    }
}
