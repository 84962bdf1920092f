package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.CounterRandom;

/** An order of numbers that is a function of random numbers without state. */
final class Shuffle {
    private Shuffle() {}

    /** The numbers from 0 to below a count, shuffled (Fisher and Yates). */
    static int[] of(int count, CounterRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int at = (int) (random.uniform(i) * (i + 1));
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }
}
