package dev.aoi.kube.handle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Draws the number of a new handle. Numbers come in blocks of {@value #BLOCK}, each block in an
 * order that follows from seed, letter and block alone, so that an incident's numbers tell nothing
 * about the order in which its objects were seen, and the same table grows in the same way again.
 */
final class HandleNumbers {

    private static final int BLOCK = 32;

    private HandleNumbers() {}

    /** The first number in drawing order that is not taken. */
    static int draw(long seed, char letter, Set<Integer> taken) {
        for (int block = 0; ; block++) {
            for (int number : order(seed, letter, block)) {
                if (!taken.contains(number)) {
                    return number;
                }
            }
        }
    }

    private static List<Integer> order(long seed, char letter, int block) {
        int first = block * BLOCK + 1;
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(first, first + BLOCK).boxed().toList());
        Collections.shuffle(numbers, new Random(seed * 31 * 31 + letter * 31L + block));
        return numbers;
    }
}
