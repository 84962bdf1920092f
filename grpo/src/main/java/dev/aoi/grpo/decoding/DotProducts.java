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
 * adds its products in the same order. Registers decide the sizes: 8 sums, one weight. Loops count
 * places of the input and carry the weight's address along, which compiles to a fifth faster code
 * than an index for both.
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
     * Eight rows.
     *
     * @param at address of the weight's row
     * @param k its length, a multiple of the lanes
     * @param from first number of the block
     * @param to where the first row's result goes, {@code stride} before the next row's
     * @param sums room for 8 numbers
     */
    static void eight(
            long at,
            int k,
            float[] x,
            int from,
            float bias,
            float[] y,
            int to,
            int stride,
            float[] sums) {
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
            FloatVector w = weight(weight);
            weight += STEP;
            a = w.fma(input(x, place), a);
            b = w.fma(input(x, place + L), b);
            c = w.fma(input(x, place + 2 * L), c);
            d = w.fma(input(x, place + 3 * L), d);
            e = w.fma(input(x, place + 4 * L), e);
            f = w.fma(input(x, place + 5 * L), f);
            g = w.fma(input(x, place + 6 * L), g);
            h = w.fma(input(x, place + 7 * L), h);
        }
        // Lane by lane the sums of a to h, each added up as Lanes.sum does. All in one method:
        // vectors that cross a call which is not inlined become objects.
        if (L == 8) {
            FloatVector ab = a.blend(b, ODD_1).add(b.blend(a, ODD_1).rearrange(SWAP_1));
            FloatVector cd = c.blend(d, ODD_1).add(d.blend(c, ODD_1).rearrange(SWAP_1));
            FloatVector ef = e.blend(f, ODD_1).add(f.blend(e, ODD_1).rearrange(SWAP_1));
            FloatVector gh = g.blend(h, ODD_1).add(h.blend(g, ODD_1).rearrange(SWAP_1));
            FloatVector ad = ab.blend(cd, ODD_2).add(cd.blend(ab, ODD_2).rearrange(SWAP_2));
            FloatVector eh = ef.blend(gh, ODD_2).add(gh.blend(ef, ODD_2).rearrange(SWAP_2));
            ad.blend(eh, ODD_4).add(eh.blend(ad, ODD_4).rearrange(SWAP_4)).intoArray(sums, 0);
        } else {
            sums[0] = Lanes.sum(a);
            sums[1] = Lanes.sum(b);
            sums[2] = Lanes.sum(c);
            sums[3] = Lanes.sum(d);
            sums[4] = Lanes.sum(e);
            sums[5] = Lanes.sum(f);
            sums[6] = Lanes.sum(g);
            sums[7] = Lanes.sum(h);
        }
        for (int i = 0, place = to; i < 8; i++, place += stride) {
            y[place] = sums[i] + bias;
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
