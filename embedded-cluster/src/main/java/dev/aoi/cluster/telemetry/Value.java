package dev.aoi.cluster.telemetry;

import java.util.List;

/** What an expression is at one time. */
sealed interface Value {
    record Scalar(double value) implements Value {}

    record Text(String value) implements Value {}

    record Vector(List<Sample> samples) implements Value {}

    record Matrix(List<Run> runs, long start, long end) implements Value {}

    record Sample(Labels labels, double value) {}

    /** Samples of one series, in order of time. */
    record Run(Labels labels, long[] times, double[] values) {
        int size() {
            return times.length;
        }
    }
}
