package dev.aoi.grpo.lora;

import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long dropout takes, beside one random number for each element drawn one by one, and beside
 * the multiplication alone. Run it by hand; medians of nanoseconds per element.
 */
final class DropoutSpeed {
    private static final int ROUNDS = 51;
    private static final int WIDTH = 576;
    private static final int ROWS = 8 * 256;

    private DropoutSpeed() {}

    /** Measures; takes no arguments. */
    public static void main(String[] arguments) {
        Libtorch.start(1);
        double[] single = new double[ROUNDS];
        double[] now = new double[ROUNDS];
        double[] plain = new double[ROUNDS];
        try (Scope _ = Scope.open()) {
            Tensor input = TensorBytes.full(1, ScalarType.Float, ROWS, WIDTH);
            Dropout dropout = new Dropout(0.1);
            for (int round = 0; round < ROUNDS; round++) {
                CounterRandom pass = new CounterRandom(round, 1);
                dropout.begin(pass);
                single[round] = nanos(() -> oneByOne(input, pass));
                now[round] = nanos(() -> dropout.of(1).apply(input));
                plain[round] = nanos(() -> input.mul(input));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "one by one %.2f ns, dropout %.2f ns (%.1f times as fast), product alone %.2f ns%n",
                median(single),
                median(now),
                median(single) / median(now),
                median(plain));
    }

    private static Tensor oneByOne(Tensor input, CounterRandom random) {
        float[] factors = new float[Math.toIntExact(input.numel())];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = random.uniform(i) < 0.1 ? 0 : 1 / 0.9f;
        }
        return input.mul(TensorBytes.of(factors, factors.length).view_as(input));
    }

    private static double nanos(Runnable action) {
        try (Scope _ = Scope.open()) {
            long start = System.nanoTime();
            action.run();
            return (double) (System.nanoTime() - start) / (ROWS * WIDTH);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
