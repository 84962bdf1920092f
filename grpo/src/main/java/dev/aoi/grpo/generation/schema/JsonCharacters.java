package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.schema.IntervalSplit.Digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How characters stand within a JSON string (RFC 8259, section 7): as UTF-8 unless they must be
 * escaped, as one of the short escapes, and as {@code \\uXXXX}, with two of these above U+FFFF.
 */
final class JsonCharacters {
    private static final String SHORT_ESCAPED = "\"\\/\b\f\n\r\t";
    private static final String SHORT_ESCAPES = "\"\\/bfnrt";

    /** One of some bytes: a range, or hexadecimal digits of a range of values. */
    record Piece(int lowest, int highest, boolean hexadecimal) {
        static Piece of(char c) {
            return new Piece(c, c, false);
        }
    }

    private final List<List<Piece>> sequences = new ArrayList<>();

    private JsonCharacters() {}

    /** Sequences of pieces that each are a character of a set; together they are all of it. */
    static List<List<Piece>> sequences(BitSet characters) {
        JsonCharacters json = new JsonCharacters();
        BitSet raw = (BitSet) characters.clone();
        raw.clear(0, 0x20);
        raw.clear('"');
        raw.clear('\\');
        CodePoints.ranges(raw, json::utf8);
        for (int i = 0; i < SHORT_ESCAPED.length(); i++) {
            if (characters.get(SHORT_ESCAPED.charAt(i))) {
                json.sequences.add(List.of(Piece.of('\\'), Piece.of(SHORT_ESCAPES.charAt(i))));
            }
        }
        CodePoints.ranges(characters, json::escaped);
        return json.sequences;
    }

    private void utf8(int lowest, int highest) {
        int[] lengths = {0x7F, 0x7FF, 0xFFFF, 0x10FFFF};
        int[] leads = {0, 0xC0, 0xE0, 0xF0};
        int start = 0;
        for (int more = 0; more < lengths.length; more++) {
            int from = Math.max(lowest, start);
            int to = Math.min(highest, lengths[more]);
            if (from <= to) {
                int[] least = new int[more + 1];
                int[] greatest = new int[more + 1];
                greatest[0] = 0xFF;
                Arrays.fill(least, 1, more + 1, 0x80);
                Arrays.fill(greatest, 1, more + 1, 0xBF);
                IntervalSplit.of(
                                utf8(from, more, leads[more]),
                                utf8(to, more, leads[more]),
                                least,
                                greatest)
                        .forEach(digits -> sequences.add(pieces(digits, false)));
            }
            start = lengths[more] + 1;
        }
    }

    private static int[] utf8(int character, int more, int lead) {
        int[] bytes = new int[more + 1];
        bytes[0] = lead | character >> 6 * more;
        for (int i = 1; i <= more; i++) {
            bytes[i] = 0x80 | character >> 6 * (more - i) & 0x3F;
        }
        return bytes;
    }

    private void escaped(int lowest, int highest) {
        if (lowest <= 0xFFFF) {
            IntervalSplit.of(
                            nibbles(lowest),
                            nibbles(Math.min(highest, 0xFFFF)),
                            new int[4],
                            new int[] {15, 15, 15, 15})
                    .forEach(digits -> sequences.add(afterU(pieces(digits, true))));
        }
        if (highest > 0xFFFF) {
            int[] least = {13, 8, 0, 0, 13, 12, 0, 0};
            int[] greatest = {13, 11, 15, 15, 13, 15, 15, 15};
            IntervalSplit.of(pair(Math.max(lowest, 0x10000)), pair(highest), least, greatest)
                    .forEach(digits -> sequences.add(surrogates(pieces(digits, true))));
        }
    }

    private static int[] nibbles(int unit) {
        return new int[] {unit >> 12, unit >> 8 & 15, unit >> 4 & 15, unit & 15};
    }

    private static int[] pair(int character) {
        int[] high = nibbles(Character.highSurrogate(character));
        int[] low = nibbles(Character.lowSurrogate(character));
        int[] both = Arrays.copyOf(high, 8);
        System.arraycopy(low, 0, both, 4, 4);
        return both;
    }

    private static List<Piece> pieces(List<Digits> digits, boolean hexadecimal) {
        return digits.stream().map(d -> new Piece(d.lowest(), d.highest(), hexadecimal)).toList();
    }

    private static List<Piece> surrogates(List<Piece> digits) {
        List<Piece> pair = new ArrayList<>(afterU(digits.subList(0, 4)));
        pair.addAll(afterU(digits.subList(4, 8)));
        return pair;
    }

    private static List<Piece> afterU(List<Piece> digits) {
        List<Piece> escape = new ArrayList<>(List.of(Piece.of('\\'), Piece.of('u')));
        escape.addAll(digits);
        return escape;
    }
}
