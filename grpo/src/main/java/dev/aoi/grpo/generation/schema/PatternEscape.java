package dev.aoi.grpo.generation.schema;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * What stands behind a backslash of a pattern (ECMA-262, CharacterEscape and CharacterClassEscape).
 */
final class PatternEscape {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String SPACES =
            "\t\n\u000B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
                    + "\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

    private final int[] pattern;
    private int at;

    PatternEscape(int[] pattern, int at) {
        this.pattern = pattern;
        this.at = at;
    }

    BitSet read(IntConsumer end) {
        if (at == pattern.length) {
            throw new IllegalArgumentException("ends with a backslash");
        }
        int c = pattern[at++];
        BitSet set =
                switch (c) {
                    case 'd' -> CodePoints.of(DIGITS);
                    case 'D' -> CodePoints.without(CodePoints.of(DIGITS));
                    case 'w' -> CodePoints.of(LETTERS + DIGITS + "_");
                    case 'W' -> CodePoints.without(CodePoints.of(LETTERS + DIGITS + "_"));
                    case 's' -> CodePoints.of(SPACES);
                    case 'S' -> CodePoints.without(CodePoints.of(SPACES));
                    case 't' -> CodePoints.of("\t");
                    case 'n' -> CodePoints.of("\n");
                    case 'r' -> CodePoints.of("\r");
                    case 'f' -> CodePoints.of("\f");
                    case 'v' -> CodePoints.of("\u000B");
                    case 'x' -> CodePoints.of(Character.toString(hexadecimal(2)));
                    case 'u' -> CodePoints.of(unit());
                    default -> itself(c);
                };
        end.accept(at);
        return set;
    }

    private static BitSet itself(int c) {
        if ((LETTERS + DIGITS).indexOf(c) >= 0) {
            throw new IllegalArgumentException(
                    "has \\%s, which is not supported".formatted(Character.toString(c)));
        }
        return CodePoints.of(Character.toString(c));
    }

    private String unit() {
        char high = (char) hexadecimal(4);
        if (Character.isHighSurrogate(high)
                && at + 1 < pattern.length
                && pattern[at] == '\\'
                && pattern[at + 1] == 'u') {
            at += 2;
            char low = (char) hexadecimal(4);
            if (Character.isLowSurrogate(low)) {
                return new String(new char[] {high, low});
            }
        }
        if (Character.isSurrogate(high)) {
            throw new IllegalArgumentException("has half a surrogate pair");
        }
        return Character.toString(high);
    }

    private int hexadecimal(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < pattern.length ? Character.digit(pattern[at], 16) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException(
                        "has an escape without its %d hexadecimal digits".formatted(digits));
            }
            value = 16 * value + digit;
            at++;
        }
        return value;
    }
}
