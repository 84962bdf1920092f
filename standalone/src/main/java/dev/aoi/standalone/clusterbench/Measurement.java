package dev.aoi.standalone.clusterbench;

import java.util.Arrays;

/**
 * A figure that was measured several times.
 *
 * @param name what it is
 * @param unit of the value
 * @param value the median
 * @param samples how many times it was measured
 */
public record Measurement(String name, String unit, double value, int samples) {
    /** The median of samples. */
    public static Measurement median(String name, String unit, double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return new Measurement(name, unit, sorted[sorted.length / 2], sorted.length);
    }
}
