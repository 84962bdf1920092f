package dev.aoi.grpo.advantage;

import java.util.Arrays;
import java.util.List;

/**
 * Mean and deviation of those values that are numbers.
 *
 * @param mean not a number without values
 * @param deviation unbiased (divided by n - 1); not a number with less than two values
 * @param populationDeviation divided by n
 */
record Spread(double mean, double deviation, double populationDeviation) {

    static Spread of(double[] values) {
        double[] real = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        double mean = Arrays.stream(real).average().orElse(Double.NaN);
        double squares = Arrays.stream(real).map(v -> (v - mean) * (v - mean)).sum();
        int count = real.length;
        return new Spread(
                mean,
                count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN,
                count > 0 ? Math.sqrt(squares / count) : Double.NaN);
    }

    static Spread over(List<double[]> groups) {
        return of(groups.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /** The deviation as TRL takes it: nothing spreads where there is one value only. */
    static double deviation(double[] values) {
        return values.length > 1 ? of(values).deviation : 0;
    }
}
