package dev.aoi.grpo.decoding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

import java.util.Arrays;

/**
 * One query head's look at the positions of its sequence: {@code softmax(q Kᵀ / sqrt(size)) V}.
 *
 * @param heads of keys and values
 */
record HeadAttention(int heads, int headSize) {
    private static final int L = Lanes.COUNT;

    /** Numbers of room that the scores of so many positions need. */
    static int padded(int positions) {
        return (positions + L - 1) / L * L;
    }

    private static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(Lanes.SPECIES, from, at);
    }

    /**
     * Scores of the first positions, and {@code -infinity} up to a whole number of lanes.
     *
     * @param keys in the layout of {@link Stretch}
     */
    void score(
            float[] keys, int head, int positions, float[] query, int at, float[] scores, int to) {
        int step = heads * headSize * L;
        int start = head * headSize * L;
        int blocks = (positions + L - 1) / L;
        float scale = (float) (1 / Math.sqrt(headSize));
        int block = 0;
        for (; block + 4 <= blocks; block += 4) {
            four(keys, start + block * step, step, query, at, scale, scores, to + block * L);
        }
        for (; block < blocks; block++) {
            one(keys, start + block * step, query, at, scale, scores, to + block * L);
        }
        Arrays.fill(scores, to + positions, to + blocks * L, Float.NEGATIVE_INFINITY);
    }

    private void four(
            float[] keys,
            int from,
            int step,
            float[] query,
            int at,
            float scale,
            float[] scores,
            int to) {
        FloatVector zero = FloatVector.zero(Lanes.SPECIES);
        FloatVector a = zero;
        FloatVector b = zero;
        FloatVector c = zero;
        FloatVector d = zero;
        for (int i = 0; i < headSize; i++) {
            FloatVector q = FloatVector.broadcast(Lanes.SPECIES, query[at + i]);
            int place = from + i * L;
            a = q.fma(load(keys, place), a);
            b = q.fma(load(keys, place + step), b);
            c = q.fma(load(keys, place + 2 * step), c);
            d = q.fma(load(keys, place + 3 * step), d);
        }
        a.mul(scale).intoArray(scores, to);
        b.mul(scale).intoArray(scores, to + L);
        c.mul(scale).intoArray(scores, to + 2 * L);
        d.mul(scale).intoArray(scores, to + 3 * L);
    }

    private void one(
            float[] keys, int from, float[] query, int at, float scale, float[] scores, int to) {
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        for (int i = 0; i < headSize; i++) {
            FloatVector q = FloatVector.broadcast(Lanes.SPECIES, query[at + i]);
            a = q.fma(load(keys, from + i * L), a);
        }
        a.mul(scale).intoArray(scores, to);
    }

    /** Scores become shares that add up to 1; the length is a whole number of lanes. */
    static void softmax(float[] scores, int length) {
        FloatVector greatest = load(scores, 0);
        for (int i = L; i < length; i += L) {
            greatest = greatest.max(load(scores, i));
        }
        float most = greatest.reduceLanes(VectorOperators.MAX);
        FloatVector sums = FloatVector.zero(Lanes.SPECIES);
        for (int i = 0; i < length; i += L) {
            FloatVector weight = Lanes.exp(load(scores, i).sub(most));
            sums = sums.add(weight);
            weight.intoArray(scores, i);
        }
        float share = 1 / Lanes.sum(sums);
        for (int i = 0; i < length; i += L) {
            load(scores, i).mul(share).intoArray(scores, i);
        }
    }

    /** Adds the values of the first positions, by their shares, to a head's numbers. */
    void mix(
            float[] values,
            int head,
            int positions,
            float[] shares,
            int from,
            float[] mixed,
            int to) {
        int i = 0;
        for (; i + 4 * L <= headSize; i += 4 * L) {
            mixFour(values, head * headSize + i, positions, shares, from, mixed, to + i);
        }
        for (; i < headSize; i += L) {
            mixOne(values, head * headSize + i, positions, shares, from, mixed, to + i);
        }
    }

    private void mixFour(
            float[] values,
            int at,
            int positions,
            float[] shares,
            int from,
            float[] mixed,
            int to) {
        int width = heads * headSize;
        FloatVector a = load(mixed, to);
        FloatVector b = load(mixed, to + L);
        FloatVector c = load(mixed, to + 2 * L);
        FloatVector d = load(mixed, to + 3 * L);
        for (int t = 0, place = at; t < positions; t++, place += width) {
            FloatVector share = FloatVector.broadcast(Lanes.SPECIES, shares[from + t]);
            a = share.fma(load(values, place), a);
            b = share.fma(load(values, place + L), b);
            c = share.fma(load(values, place + 2 * L), c);
            d = share.fma(load(values, place + 3 * L), d);
        }
        a.intoArray(mixed, to);
        b.intoArray(mixed, to + L);
        c.intoArray(mixed, to + 2 * L);
        d.intoArray(mixed, to + 3 * L);
    }

    private void mixOne(
            float[] values,
            int at,
            int positions,
            float[] shares,
            int from,
            float[] mixed,
            int to) {
        int width = heads * headSize;
        FloatVector a = load(mixed, to);
        for (int t = 0, place = at; t < positions; t++, place += width) {
            FloatVector share = FloatVector.broadcast(Lanes.SPECIES, shares[from + t]);
            a = share.fma(load(values, place), a);
        }
        a.intoArray(mixed, to);
    }
}
