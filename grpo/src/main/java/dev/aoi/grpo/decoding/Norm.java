package dev.aoi.grpo.decoding;

import jdk.incubator.vector.FloatVector;

/**
 * Root mean square normalisation of a row or of a head.
 *
 * @param weight of each number
 */
record Norm(float[] weight, float epsilon) {

    /** All rows of an array into another; both may be the same. */
    void apply(RowBlocks rows, float[] x, float[] y) {
        for (int row = 0; row < rows.capacity(); row++) {
            apply(x, y, rows.start(row, weight.length), rows.step(row));
        }
    }

    /** The numbers at a place; {@code step} after some lanes of them are the next. */
    void apply(float[] x, float[] y, int start, int step) {
        int lanes = Lanes.COUNT;
        FloatVector squares = FloatVector.zero(Lanes.SPECIES);
        for (int i = 0, place = start; i < weight.length; i += lanes, place += step) {
            FloatVector v = FloatVector.fromArray(Lanes.SPECIES, x, place);
            squares = v.fma(v, squares);
        }
        float mean = Lanes.sum(squares) / weight.length;
        float factor = (float) (1 / Math.sqrt(mean + epsilon));
        for (int i = 0, place = start; i < weight.length; i += lanes, place += step) {
            FloatVector.fromArray(Lanes.SPECIES, x, place)
                    .mul(factor)
                    .mul(FloatVector.fromArray(Lanes.SPECIES, weight, i))
                    .intoArray(y, place);
        }
    }
}
