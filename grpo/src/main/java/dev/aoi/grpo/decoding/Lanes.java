package dev.aoi.grpo.decoding;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many float32 numbers one instruction takes: 8, or 4 where the processor has no more. Wider
 * registers would not help: a decoder's new tokens wait for memory.
 *
 * <p>What must hold: interpreted and compiled code give the same bits. The Vector API's sum over
 * lanes and its exponential do not promise that, so they are written out here.
 */
final class Lanes {
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() < FloatVector.SPECIES_256.length()
                    ? FloatVector.SPECIES_128
                    : FloatVector.SPECIES_256;
    static final int COUNT = SPECIES.length();

    private static final int WIDE = 8;
    private static final float LEAST = -87;
    private static final int SUMMED = 16;
    private static final float LOG2_E = 1.442695f;
    // ln 2 in two parts, the first of few bits, so that its multiples are exact.
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.1219444e-4f;
    // Added to a small number, it leaves the nearest whole one in the lowest bits.
    private static final float ROUNDING = 12582912f;
    private static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);

    private Lanes() {}

    /** The sum of all lanes: of neighbours, of neighbours' sums, of halves. */
    static float sum(FloatVector v) {
        float low = v.lane(0) + v.lane(1) + (v.lane(2) + v.lane(3));
        return COUNT < WIDE ? low : low + (v.lane(4) + v.lane(5) + (v.lane(6) + v.lane(7)));
    }

    /**
     * eˣ within 2 units in the last place for x from -87 to 88, and the values at these ends beyond
     * them: x is n ln 2 + r with |r| below 0.35, and eʳ the first terms of its series.
     */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(LEAST).min(88);
        FloatVector shifted =
                bounded.fma(
                        FloatVector.broadcast(SPECIES, LOG2_E),
                        FloatVector.broadcast(SPECIES, ROUNDING));
        FloatVector whole = shifted.sub(ROUNDING);
        FloatVector r =
                whole.fma(
                        FloatVector.broadcast(SPECIES, -LN2_LOW),
                        whole.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), bounded));
        FloatVector series = FloatVector.broadcast(SPECIES, 1f / 5040);
        series = series.fma(r, FloatVector.broadcast(SPECIES, 1f / 720));
        series = series.fma(r, FloatVector.broadcast(SPECIES, 1f / 120));
        series = series.fma(r, FloatVector.broadcast(SPECIES, 1f / 24));
        series = series.fma(r, FloatVector.broadcast(SPECIES, 1f / 6));
        series = series.fma(r, FloatVector.broadcast(SPECIES, 0.5f));
        series = series.fma(r, FloatVector.broadcast(SPECIES, 1f));
        series = series.fma(r, FloatVector.broadcast(SPECIES, 1f));
        IntVector power = shifted.reinterpretAsInts().sub(ROUNDING_BITS).add(127);
        return series.mul(power.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
    }

    /**
     * {@code into = exp((from - greatest) scale)}, and 0 where that is below e⁻⁸⁷; the sum, of
     * blocks in float32.
     */
    static double exp(float[] from, float greatest, float scale, float[] into) {
        double total = 0;
        int whole = from.length / COUNT * COUNT;
        int i = 0;
        while (i < whole) {
            FloatVector sums = FloatVector.zero(SPECIES);
            for (int end = Math.min(whole, i + SUMMED * COUNT); i < end; i += COUNT) {
                FloatVector x = FloatVector.fromArray(SPECIES, from, i).sub(greatest).mul(scale);
                FloatVector e = exp(x).blend(0, x.compare(VectorOperators.LT, LEAST));
                e.intoArray(into, i);
                sums = sums.add(e);
            }
            total += sum(sums);
        }
        for (; i < from.length; i++) {
            float x = (from[i] - greatest) * scale;
            into[i] = x < LEAST ? 0 : (float) Math.exp(x);
            total += into[i];
        }
        return total;
    }

    /** {@code into += added}, number by number. */
    static void add(float[] into, float[] added, int length) {
        for (int i = 0; i < length; i += COUNT) {
            FloatVector.fromArray(SPECIES, into, i)
                    .add(FloatVector.fromArray(SPECIES, added, i))
                    .intoArray(into, i);
        }
    }

    /** {@code gate = silu(gate) up}, number by number. */
    static void gate(float[] gate, float[] up, int length) {
        for (int i = 0; i < length; i += COUNT) {
            FloatVector x = FloatVector.fromArray(SPECIES, gate, i);
            x.div(exp(x.neg()).add(1))
                    .mul(FloatVector.fromArray(SPECIES, up, i))
                    .intoArray(gate, i);
        }
    }
}
