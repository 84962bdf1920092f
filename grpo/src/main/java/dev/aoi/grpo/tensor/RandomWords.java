package dev.aoi.grpo.tensor;

/**
 * Many numbers of a {@link CounterRandom} at once: all four words of its blocks, 1,024 words at a
 * time. Holds the memory for these, so one thread at a time may use it.
 *
 * <p>The loops run over blocks within each round, on numbers of 32 bits in places of 64, and all in
 * one array: so the just-in-time compiler makes vector instructions of them.
 *
 * <p>Invariant: words {@code i} and {@code 256 + i} of a draw are the low and the high half of
 * {@link CounterRandom#bits} at place {@code 256 draw + i}.
 */
public final class RandomWords {
    /** Words of a draw. */
    public static final int COUNT = 1024;

    private static final int BLOCKS = COUNT / 4;
    private static final int C1 = BLOCKS;
    private static final int C2 = 2 * BLOCKS;
    private static final int C3 = 3 * BLOCKS;
    private static final long LOW = 0xFFFFFFFFL;

    private final long[] words = new long[COUNT];

    /**
     * The words of a draw, each from 0 to below 2^32; good until the next draw.
     *
     * @param draw counted from 0
     */
    public long[] of(CounterRandom random, long draw) {
        long[] w = words;
        long first = draw * BLOCKS;
        long low = random.stream() & LOW;
        long high = random.stream() >>> 32;
        for (int i = 0; i < BLOCKS; i++) {
            w[i] = (first + i) & LOW;
            w[C1 + i] = (first + i) >>> 32;
            w[C2 + i] = low;
            w[C3 + i] = high;
        }
        int k0 = (int) random.seed();
        int k1 = (int) (random.seed() >>> 32);
        for (int round = 0; round < CounterRandom.ROUNDS; round++) {
            round(w, k0 & LOW, k1 & LOW);
            k0 += CounterRandom.WEYL_0;
            k1 += CounterRandom.WEYL_1;
        }
        return w;
    }

    private static void round(long[] w, long k0, long k1) {
        for (int i = 0; i < BLOCKS; i++) {
            long p0 = (w[i] & LOW) * CounterRandom.MULTIPLIER_0;
            long p1 = (w[C2 + i] & LOW) * CounterRandom.MULTIPLIER_1;
            w[i] = (p1 >>> 32) ^ w[C1 + i] ^ k0;
            w[C1 + i] = p1 & LOW;
            w[C2 + i] = (p0 >>> 32) ^ w[C3 + i] ^ k1;
            w[C3 + i] = p0 & LOW;
        }
    }
}
