package dev.aoi.grpo.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Means over a step's micro-batches of those values that are numbers. */
final class MetricMeans {
    private final SequencedMap<String, double[]> sums = new LinkedHashMap<>();

    void add(Map<String, Double> metrics) {
        metrics.forEach(
                (name, value) -> {
                    double[] sum = sums.computeIfAbsent(name, _ -> new double[2]);
                    if (!value.isNaN()) {
                        sum[0] += value;
                        sum[1]++;
                    }
                });
    }

    SequencedMap<String, Double> means() {
        SequencedMap<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
        return means;
    }
}
