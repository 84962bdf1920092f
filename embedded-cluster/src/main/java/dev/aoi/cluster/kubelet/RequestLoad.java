package dev.aoi.cluster.kubelet;

import java.time.Instant;

/** Processor time that requests take, over the last half minute. */
final class RequestLoad {
    private static final int BUCKETS = 6;
    private static final long WIDTH = 5;

    /** Thousandths of a core for one request a second. */
    private static final double COST = 0.6;

    private final long[] bucket = new long[BUCKETS];
    private final int[] count = new int[BUCKETS];

    void request(Instant at) {
        long number = at.getEpochSecond() / WIDTH;
        int slot = (int) Math.floorMod(number, (long) BUCKETS);
        if (bucket[slot] != number) {
            bucket[slot] = number;
            count[slot] = 0;
        }
        count[slot]++;
    }

    int millicores(Instant now) {
        long number = now.getEpochSecond() / WIDTH;
        int all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += number - bucket[i] < BUCKETS ? count[i] : 0;
        }
        return (int) (all * COST / (BUCKETS * WIDTH));
    }
}
