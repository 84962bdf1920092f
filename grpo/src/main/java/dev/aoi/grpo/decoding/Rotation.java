package dev.aoi.grpo.decoding;

import jdk.incubator.vector.FloatVector;

/**
 * Rotary angles of all positions that a generation can reach.
 *
 * @param cosines (positions, head size), as libtorch's side computes them
 * @param sines likewise
 */
record Rotation(float[] cosines, float[] sines, int headSize) {

    /**
     * A head turned to its position: of the layout of {@link RowBlocks} into numbers that stand one
     * after the other.
     *
     * @param from the head's first number; {@code step} after some lanes of them are the next
     */
    void turn(int position, float[] head, int from, int step, float[] turned, int to) {
        int lanes = Lanes.COUNT;
        int half = headSize / 2;
        int far = half / lanes * step;
        int angles = position * headSize;
        for (int i = 0, place = from; i < half; i += lanes, place += step) {
            FloatVector first = FloatVector.fromArray(Lanes.SPECIES, head, place);
            FloatVector second = FloatVector.fromArray(Lanes.SPECIES, head, place + far);
            FloatVector cosine = FloatVector.fromArray(Lanes.SPECIES, cosines, angles + i);
            FloatVector sine = FloatVector.fromArray(Lanes.SPECIES, sines, angles + i);
            first.mul(cosine).sub(second.mul(sine)).intoArray(turned, to + i);
            second.mul(cosine).add(first.mul(sine)).intoArray(turned, to + half + i);
        }
    }
}
