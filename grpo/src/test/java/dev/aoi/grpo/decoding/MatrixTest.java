package dev.aoi.grpo.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.Random;

final class MatrixTest {
    private final Random random = new Random(5);

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** Rows one after the other in the layout of blocks. */
    private static float[] laidOut(RowBlocks blocks, float[] plain, int width) {
        float[] laidOut = new float[blocks.capacity() * width];
        for (int row = 0; row < blocks.rows(); row++) {
            for (int i = 0; i < width; i++) {
                laidOut[place(blocks, row, width, i)] = plain[row * width + i];
            }
        }
        return laidOut;
    }

    private static int place(RowBlocks blocks, int row, int width, int i) {
        int lanes = Lanes.COUNT;
        return blocks.start(row, width) + i / lanes * blocks.step(row) + i % lanes;
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "3, 8", "4, 24", "5, 64", "7, 16", "8, 8", "8, 576", "9, 40", "17, 32"})
    void eachRowHasItsProductWithTheSameBitsAsAlone(int rows, int inputs) {
        for (int outputs : new int[] {1, 2, 3, 8, 29, 40}) {
            float[] weight = numbers(outputs * inputs);
            float[] bias = outputs % 2 == 0 ? numbers(outputs) : new float[0];
            float[] plain = numbers(rows * inputs);
            try (Scope _ = Scope.open()) {
                Tensor tensor = TensorBytes.of(weight, outputs, inputs);
                Matrix matrix = Matrix.of(tensor, bias);
                RowBlocks blocks = new RowBlocks(rows);
                float[] x = laidOut(blocks, plain, inputs);
                float[] y = new float[blocks.capacity() * outputs];
                float[] sums = new float[Matrix.SUMS];
                int middle = outputs / 16 * 8;
                matrix.multiplyPlain(blocks, x, y, 0, middle, sums);
                matrix.multiplyPlain(blocks, x, y, middle, outputs, sums);

                for (int row = 0; row < rows; row++) {
                    float[] alone = new float[outputs];
                    float[] own = Arrays.copyOfRange(plain, row * inputs, (row + 1) * inputs);
                    matrix.multiplyPlain(new RowBlocks(1), own, alone, 0, outputs, sums);
                    for (int output = 0; output < outputs; output++) {
                        assertThat(y[row * outputs + output]).isEqualTo(alone[output]);
                        double product = bias.length == 0 ? 0 : bias[output];
                        for (int i = 0; i < inputs; i++) {
                            product += (double) weight[output * inputs + i] * own[i];
                        }
                        assertThat((double) alone[output]).isCloseTo(product, within(1e-4));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "8", "13"})
    void aLayersNumbersStayInBlocks(int rows) {
        int inputs = 16;
        int outputs = 5 * Lanes.COUNT;
        float[] weight = numbers(outputs * inputs);
        float[] plain = numbers(rows * inputs);
        try (Scope _ = Scope.open()) {
            Tensor tensor = TensorBytes.of(weight, outputs, inputs);
            Matrix matrix = Matrix.of(tensor, new float[0]);
            RowBlocks blocks = new RowBlocks(rows);
            float[] x = laidOut(blocks, plain, inputs);
            float[] sums = new float[Matrix.SUMS];
            float[] inRows = new float[blocks.capacity() * outputs];
            float[] inBlocks = new float[blocks.capacity() * outputs];
            matrix.multiplyPlain(blocks, x, inRows, 0, outputs, sums);
            matrix.multiply(blocks, x, inBlocks, 0, outputs, sums);

            for (int row = 0; row < rows; row++) {
                for (int output = 0; output < outputs; output++) {
                    assertThat(inBlocks[place(blocks, row, outputs, output)])
                            .isEqualTo(inRows[row * outputs + output]);
                }
            }
        }
    }
}
