package dev.aoi.grpo.tensor;

/**
 * Random numbers without state: the number at a place is a function of seed, stream and place, so
 * that recomputing and resuming give the same numbers in any order.
 *
 * <p>Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
 * (SC 2011): the seed is its key; stream and place are its counter.
 *
 * @param seed chooses the whole family of streams
 * @param stream separates uses, such as the layers of a model
 */
public record CounterRandom(long seed, long stream) {
    static final int ROUNDS = 10;
    static final long MULTIPLIER_0 = 0xD2511F53L;
    static final long MULTIPLIER_1 = 0xCD9E8D57L;
    static final int WEYL_0 = 0x9E3779B9;
    static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;
    private static final double UNIT = 0x1p-53;

    /** Another stream of the same seed; equal parts give equal streams. */
    public CounterRandom at(long part) {
        return new CounterRandom(seed, bits(part) ^ part);
    }

    /** 64 random bits of a place. */
    public long bits(long place) {
        int c0 = (int) place;
        int c1 = (int) (place >>> 32);
        int c2 = (int) stream;
        int c3 = (int) (stream >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (c0 & LOW);
            long p1 = MULTIPLIER_1 * (c2 & LOW);
            int n0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            int n2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c1 = (int) p1;
            c3 = (int) p0;
            c0 = n0;
            c2 = n2;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return (c0 & LOW) | ((long) c1 << 32);
    }

    /** A number of a place, evenly spread over 0 (included) to 1 (excluded). */
    public double uniform(long place) {
        return (bits(place) >>> 11) * UNIT;
    }

    /** A number of a place, normally distributed with mean 0 and deviation 1 (Box and Muller). */
    public double normal(long place) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * place)));
        return radius * Math.cos(2 * Math.PI * uniform(2 * place + 1));
    }
}
