package dev.aoi.grpo.generation.schema;

import java.util.HashMap;
import java.util.Map;

/**
 * States of strings of bounded length that no token tells apart: where the bounds are further away
 * than the longest token, one more character or less makes no difference to what may come next. So
 * a long string needs few masks.
 *
 * <p>What must hold: the strings have no other condition, for one could come to depend on the
 * length in more than a token's distance.
 */
final class CountedStrings {
    private final Map<Integer, Integer> representatives = new HashMap<>();

    /**
     * The states of a network.
     *
     * @param rows of first state, least length, most (negative for no bound); the states for 0, 1,
     *     … characters have numbers in a row
     * @param longest bytes of a token at most
     */
    CountedStrings(IntRows rows, int longest) {
        // A character may be half written, and a token reach into the next.
        int far = longest + 2;
        for (int row = 0; row < rows.size(); row++) {
            int first = rows.get(row, 0);
            int least = rows.get(row, 1);
            int most = rows.get(row, 2);
            for (int length = 1; length + far <= least; length++) {
                representatives.put(first + length, first);
            }
            for (int length = least + 1; length + far <= most; length++) {
                representatives.put(first + length, first + least);
            }
        }
    }

    /** The state to look at instead of another; mostly itself. */
    int representative(int state) {
        return representatives.getOrDefault(state, state);
    }
}
