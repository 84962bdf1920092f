package dev.aoi.grpo.decoding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A weight's row by the numbers of 8, 4 or 1 rows of input, whose layout is that of {@link
 * RowBlocks}.
 *
 * <p>What must hold: a row's result has the same bits however many rows stand beside it, so each
 * adds its products in the same order. Registers decide the sizes: 12 sums, 3 inputs, one weight of
 * the 16 there are. Loops count places of the input and carry the weight's address along, which
 * compiles to a fifth faster code than an index for both. Vectors that cross a call which is not
 * inlined become objects, so each kernel is one long method.
 */
final class DotProducts {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int L = Lanes.COUNT;
    private static final long STEP = (long) Float.BYTES * L;
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4 % L);
    private static final VectorMask<Float> ODD_1 = odd(1);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorMask<Float> ODD_4 = odd(4);

    private DotProducts() {}

    // All of the process's: a constant's bounds cost next to nothing, a segment's for each weight
    // do.
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static FloatVector weight(long at) {
        return FloatVector.fromMemorySegment(Lanes.SPECIES, MEMORY, at, ORDER);
    }

    /** Numbers of a weight. */
    static void copy(long address, float[] into, int at, int count) {
        MemorySegment.copy(MEMORY, ValueLayout.JAVA_FLOAT_UNALIGNED, address, into, at, count);
    }

    private static FloatVector input(float[] x, int at) {
        return FloatVector.fromArray(Lanes.SPECIES, x, at);
    }

    private static VectorShuffle<Float> swap(int distance) {
        return VectorShuffle.fromOp(Lanes.SPECIES, lane -> lane ^ distance);
    }

    private static VectorMask<Float> odd(int distance) {
        boolean[] lanes = new boolean[L];
        for (int lane = 0; lane < L; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(Lanes.SPECIES, lanes, 0);
    }

    /**
     * Eight rows by four rows of the weight that are far from each other: three input rows, three
     * and two, each number of which meets four of the weight that come from as many streams of
     * memory. Whatever their lanes hold is left in {@code sums} for {@link #addUp}: adding up here
     * would take the loops' registers.
     *
     * @param at address of the first of the weight's rows
     * @param apart bytes from one to the next
     * @param k their length, a multiple of the lanes
     * @param from first number of the block
     * @param sums room for 4 × 8 × lanes: by row of the weight, by row of the input
     */
    static void fourByEight(long at, long apart, int k, float[] x, int from, float[] sums) {
        fourByThree(at, apart, k, x, from, sums, 0);
        fourByThree(at, apart, k, x, from + 3 * L, sums, 3 * L);
        fourByTwo(at, apart, k, x, from + 6 * L, sums, 6 * L);
    }

    private static void fourByThree(
            long at, long apart, int k, float[] x, int from, float[] sums, int to) {
        FloatVector zero = FloatVector.zero(Lanes.SPECIES);
        FloatVector a = zero;
        FloatVector b = zero;
        FloatVector c = zero;
        FloatVector d = zero;
        FloatVector e = zero;
        FloatVector f = zero;
        FloatVector g = zero;
        FloatVector h = zero;
        FloatVector i = zero;
        FloatVector j = zero;
        FloatVector m = zero;
        FloatVector n = zero;
        long weight = at;
        int end = from + 8 * k;
        for (int place = from; place < end; place += 8 * L) {
            FloatVector u = input(x, place);
            FloatVector v = input(x, place + L);
            FloatVector w = input(x, place + 2 * L);
            FloatVector q = weight(weight);
            a = q.fma(u, a);
            b = q.fma(v, b);
            c = q.fma(w, c);
            q = weight(weight + apart);
            d = q.fma(u, d);
            e = q.fma(v, e);
            f = q.fma(w, f);
            q = weight(weight + 2 * apart);
            g = q.fma(u, g);
            h = q.fma(v, h);
            i = q.fma(w, i);
            q = weight(weight + 3 * apart);
            j = q.fma(u, j);
            m = q.fma(v, m);
            n = q.fma(w, n);
            weight += STEP;
        }
        a.intoArray(sums, to);
        b.intoArray(sums, to + L);
        c.intoArray(sums, to + 2 * L);
        d.intoArray(sums, to + 8 * L);
        e.intoArray(sums, to + 9 * L);
        f.intoArray(sums, to + 10 * L);
        g.intoArray(sums, to + 16 * L);
        h.intoArray(sums, to + 17 * L);
        i.intoArray(sums, to + 18 * L);
        j.intoArray(sums, to + 24 * L);
        m.intoArray(sums, to + 25 * L);
        n.intoArray(sums, to + 26 * L);
    }

    private static void fourByTwo(
            long at, long apart, int k, float[] x, int from, float[] sums, int to) {
        FloatVector zero = FloatVector.zero(Lanes.SPECIES);
        FloatVector a = zero;
        FloatVector b = zero;
        FloatVector c = zero;
        FloatVector d = zero;
        FloatVector e = zero;
        FloatVector f = zero;
        FloatVector g = zero;
        FloatVector h = zero;
        long weight = at;
        int end = from + 8 * k;
        for (int place = from; place < end; place += 8 * L) {
            FloatVector u = input(x, place);
            FloatVector v = input(x, place + L);
            FloatVector q = weight(weight);
            a = q.fma(u, a);
            b = q.fma(v, b);
            q = weight(weight + apart);
            c = q.fma(u, c);
            d = q.fma(v, d);
            q = weight(weight + 2 * apart);
            e = q.fma(u, e);
            f = q.fma(v, f);
            q = weight(weight + 3 * apart);
            g = q.fma(u, g);
            h = q.fma(v, h);
            weight += STEP;
        }
        a.intoArray(sums, to);
        b.intoArray(sums, to + L);
        c.intoArray(sums, to + 8 * L);
        d.intoArray(sums, to + 9 * L);
        e.intoArray(sums, to + 16 * L);
        f.intoArray(sums, to + 17 * L);
        g.intoArray(sums, to + 24 * L);
        h.intoArray(sums, to + 25 * L);
    }

    /**
     * The results of eight rows, each added up as {@link Lanes#sum} does.
     *
     * @param sums whose numbers from {@code at} on are the rows' lanes; they are written over
     * @param to where the first row's result goes, {@code stride} before the next row's
     */
    static void addUp(float[] sums, int at, float bias, float[] y, int to, int stride) {
        FloatVector a = input(sums, at);
        FloatVector b = input(sums, at + L);
        FloatVector c = input(sums, at + 2 * L);
        FloatVector d = input(sums, at + 3 * L);
        FloatVector e = input(sums, at + 4 * L);
        FloatVector f = input(sums, at + 5 * L);
        FloatVector g = input(sums, at + 6 * L);
        FloatVector h = input(sums, at + 7 * L);
        if (L == 8) {
            FloatVector ab = a.blend(b, ODD_1).add(b.blend(a, ODD_1).rearrange(SWAP_1));
            FloatVector cd = c.blend(d, ODD_1).add(d.blend(c, ODD_1).rearrange(SWAP_1));
            FloatVector ef = e.blend(f, ODD_1).add(f.blend(e, ODD_1).rearrange(SWAP_1));
            FloatVector gh = g.blend(h, ODD_1).add(h.blend(g, ODD_1).rearrange(SWAP_1));
            FloatVector ad = ab.blend(cd, ODD_2).add(cd.blend(ab, ODD_2).rearrange(SWAP_2));
            FloatVector eh = ef.blend(gh, ODD_2).add(gh.blend(ef, ODD_2).rearrange(SWAP_2));
            ad.blend(eh, ODD_4).add(eh.blend(ad, ODD_4).rearrange(SWAP_4)).intoArray(sums, at);
        } else {
            sums[at] = Lanes.sum(a);
            sums[at + 1] = Lanes.sum(b);
            sums[at + 2] = Lanes.sum(c);
            sums[at + 3] = Lanes.sum(d);
            sums[at + 4] = Lanes.sum(e);
            sums[at + 5] = Lanes.sum(f);
            sums[at + 6] = Lanes.sum(g);
            sums[at + 7] = Lanes.sum(h);
        }
        for (int row = 0, place = to; row < 8; row++, place += stride) {
            y[place] = sums[at + row] + bias;
        }
    }

    /** Four rows. */
    static void four(
            long at, int k, float[] x, int from, float bias, float[] y, int to, int stride) {
        FloatVector zero = FloatVector.zero(Lanes.SPECIES);
        FloatVector a = zero;
        FloatVector b = zero;
        FloatVector c = zero;
        FloatVector d = zero;
        long weight = at;
        int end = from + 4 * k;
        for (int place = from; place < end; place += 4 * L) {
            FloatVector w = weight(weight);
            weight += STEP;
            a = w.fma(input(x, place), a);
            b = w.fma(input(x, place + L), b);
            c = w.fma(input(x, place + 2 * L), c);
            d = w.fma(input(x, place + 3 * L), d);
        }
        y[to] = Lanes.sum(a) + bias;
        y[to + stride] = Lanes.sum(b) + bias;
        y[to + 2 * stride] = Lanes.sum(c) + bias;
        y[to + 3 * stride] = Lanes.sum(d) + bias;
    }

    /** One row. */
    static float one(long at, int k, float[] x, int from) {
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        long weight = at;
        for (int place = from; place < from + k; place += L) {
            a = weight(weight).fma(input(x, place), a);
            weight += STEP;
        }
        return Lanes.sum(a);
    }

    /**
     * One row by four rows of the weight that are far from each other: four streams of memory are
     * read half as fast again as one.
     *
     * @param apart bytes from one of the weight's rows to the next
     * @param to where the first result goes, {@code stride} before the next
     */
    static void oneByFour(
            long at, long apart, int k, float[] x, int from, float[] y, int to, int stride) {
        FloatVector zero = FloatVector.zero(Lanes.SPECIES);
        FloatVector a = zero;
        FloatVector b = zero;
        FloatVector c = zero;
        FloatVector d = zero;
        long weight = at;
        for (int place = from; place < from + k; place += L) {
            FloatVector v = input(x, place);
            a = weight(weight).fma(v, a);
            b = weight(weight + apart).fma(v, b);
            c = weight(weight + 2 * apart).fma(v, c);
            d = weight(weight + 3 * apart).fma(v, d);
            weight += STEP;
        }
        y[to] = Lanes.sum(a);
        y[to + stride] = Lanes.sum(b);
        y[to + 2 * stride] = Lanes.sum(c);
        y[to + 3 * stride] = Lanes.sum(d);
    }
}
