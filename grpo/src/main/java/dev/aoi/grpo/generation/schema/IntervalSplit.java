package dev.aoi.grpo.generation.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A range of numbers of as many digits, as sequences of digit intervals: 25 to 317 is [0][2][5-9],
 * [0][3-9][0-9], [1-2][0-9][0-9] and so on. Each place may have a base of its own.
 */
final class IntervalSplit {
    /** An interval of digits at one place. */
    record Digits(int lowest, int highest) {}

    private final int[] least;
    private final int[] greatest;
    private final List<List<Digits>> sequences = new ArrayList<>();

    /**
     * Numbers of some places.
     *
     * @param least digit of each place, but for where a range begins
     * @param greatest digit of each place, but for where a range ends
     */
    private IntervalSplit(int[] least, int[] greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    static List<List<Digits>> of(int[] lowest, int[] highest, int[] least, int[] greatest) {
        IntervalSplit split = new IntervalSplit(least, greatest);
        split.add(lowest, highest);
        return split.sequences;
    }

    private void add(int[] lowest, int[] highest) {
        int places = lowest.length;
        int at = 0;
        while (at < places && lowest[at] == highest[at]) {
            at++;
        }
        if (at == places) {
            sequence(lowest, at, 0, 0);
            return;
        }
        int from = lowest[at];
        int to = highest[at];
        if (!same(lowest, least, at + 1)) {
            add(lowest, filled(lowest, at + 1, greatest));
            from++;
        }
        boolean wholeEnd = same(highest, greatest, at + 1);
        if (!wholeEnd) {
            to--;
        }
        if (from <= to) {
            sequence(lowest, at, from, to);
        }
        if (!wholeEnd) {
            add(filled(highest, at + 1, least), highest);
        }
    }

    private void sequence(int[] prefix, int at, int from, int to) {
        List<Digits> sequence = new ArrayList<>();
        for (int i = 0; i < prefix.length; i++) {
            if (i < at) {
                sequence.add(new Digits(prefix[i], prefix[i]));
            } else if (i == at) {
                sequence.add(new Digits(from, to));
            } else {
                sequence.add(new Digits(least[i], greatest[i]));
            }
        }
        sequences.add(sequence);
    }

    private static boolean same(int[] a, int[] b, int from) {
        return Arrays.equals(a, from, a.length, b, from, b.length);
    }

    private static int[] filled(int[] digits, int from, int[] rest) {
        int[] filled = digits.clone();
        System.arraycopy(rest, from, filled, from, filled.length - from);
        return filled;
    }
}
