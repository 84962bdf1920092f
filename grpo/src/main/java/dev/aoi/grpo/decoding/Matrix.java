package dev.aoi.grpo.decoding;

import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;

/**
 * A projection's weight where libtorch keeps it, a row for each output.
 *
 * @param address of the first number; the tensor must live as long as this
 * @param bias of each output; empty for none
 */
record Matrix(long address, int outputs, int inputs, float[] bias) {
    /** Numbers of the room that products need for themselves. */
    static final int SUMS = 4 * RowBlocks.HEIGHT * Lanes.COUNT;

    static Matrix of(Tensor weight, float[] bias) {
        return new Matrix(
                TensorBytes.memory(weight).address(),
                Math.toIntExact(weight.size(0)),
                Math.toIntExact(weight.size(1)),
                bias);
    }

    /** Some of a row's numbers. */
    void copy(int row, int from, float[] into, int at, int count) {
        DotProducts.copy(
                address + (long) Float.BYTES * (inputs * (long) row + from), into, at, count);
    }

    private float bias(int output) {
        return bias.length == 0 ? 0 : bias[output];
    }

    /**
     * Some outputs of all rows, in the layout of {@link RowBlocks}.
     *
     * @param sums room of {@link #SUMS}
     */
    void multiply(RowBlocks rows, float[] x, float[] y, int from, int to, float[] sums) {
        multiply(rows, x, y, from, to, Lanes.COUNT, sums);
    }

    /** Some outputs of all rows, each row's one after the other. */
    void multiplyPlain(RowBlocks rows, float[] x, float[] y, int from, int to, float[] sums) {
        multiply(rows, x, y, from, to, outputs, sums);
    }

    /**
     * @param run outputs of a row that stand one after the other, before the next row's
     */
    private void multiply(
            RowBlocks rows, float[] x, float[] y, int from, int to, int run, float[] sums) {
        for (int block = 0; block < rows.blocks(); block++) {
            switch (rows.height(block)) {
                case 1 -> alone(block, x, y, block * RowBlocks.HEIGHT * outputs, from, to);
                case RowBlocks.HEIGHT -> eight(block, x, y, from, to, run, sums);
                default -> four(block, x, y, from, to, run);
            }
        }
    }

    /** Where a block's first row has an output. */
    private int place(int block, int height, int output, int run) {
        return block * RowBlocks.HEIGHT * outputs + output / run * run * height + output % run;
    }

    private void eight(int block, float[] x, float[] y, int from, int to, int run, float[] sums) {
        int first = block * RowBlocks.HEIGHT * inputs;
        long row = (long) Float.BYTES * inputs;
        int quarter = (to - from) / 4;
        for (int output = from; output < from + quarter; output++) {
            DotProducts.fourByEight(address + row * output, row * quarter, inputs, x, first, sums);
            for (int i = 0; i < 4; i++) {
                addUp(sums, i, block, output + i * quarter, y, run);
            }
        }
        for (int output = from + 4 * quarter; output < to; output++) {
            // The same row four times.
            DotProducts.fourByEight(address + row * output, 0, inputs, x, first, sums);
            addUp(sums, 0, block, output, y, run);
        }
    }

    private void addUp(float[] sums, int which, int block, int output, float[] y, int run) {
        DotProducts.addUp(
                sums,
                which * RowBlocks.HEIGHT * Lanes.COUNT,
                bias(output),
                y,
                place(block, RowBlocks.HEIGHT, output, run),
                run);
    }

    private void four(int block, float[] x, float[] y, int from, int to, int run) {
        int first = block * RowBlocks.HEIGHT * inputs;
        long row = (long) Float.BYTES * inputs;
        for (int output = from; output < to; output++) {
            DotProducts.four(
                    address + row * output,
                    inputs,
                    x,
                    first,
                    bias(output),
                    y,
                    place(block, RowBlocks.HEIGHT / 2, output, run),
                    run);
        }
    }

    private void alone(int block, float[] x, float[] y, int start, int from, int to) {
        int first = block * RowBlocks.HEIGHT * inputs;
        long row = (long) Float.BYTES * inputs;
        int quarter = (to - from) / 4;
        for (int output = from; output < from + quarter; output++) {
            DotProducts.oneByFour(
                    address + row * output,
                    row * quarter,
                    inputs,
                    x,
                    first,
                    y,
                    start + output,
                    quarter);
        }
        for (int output = from + 4 * quarter; output < to; output++) {
            y[start + output] = DotProducts.one(address + row * output, inputs, x, first);
        }
        for (int i = from; i < to && bias.length > 0; i++) {
            y[start + i] += bias[i];
        }
    }
}
