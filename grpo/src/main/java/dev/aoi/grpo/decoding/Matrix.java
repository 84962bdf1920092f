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
     * @param sums room for {@link DotProducts#eight}
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
            int height = rows.height(block);
            int start = block * RowBlocks.HEIGHT * outputs;
            if (height == 1) {
                alone(block, x, y, start, from, to);
                continue;
            }
            int place = start + from / run * run * height + from % run;
            int left = run - from % run;
            for (int output = from; output < to; output++) {
                put(block, height, x, y, output, place, run, sums);
                place++;
                left--;
                if (left == 0) {
                    place += run * (height - 1);
                    left = run;
                }
            }
        }
    }

    private void put(
            int block,
            int height,
            float[] x,
            float[] y,
            int output,
            int place,
            int stride,
            float[] sums) {
        long at = address + (long) Float.BYTES * output * inputs;
        int start = block * RowBlocks.HEIGHT * inputs;
        if (height == RowBlocks.HEIGHT) {
            DotProducts.eight(at, inputs, x, start, bias(output), y, place, stride, sums);
        } else {
            DotProducts.four(at, inputs, x, start, bias(output), y, place, stride);
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
