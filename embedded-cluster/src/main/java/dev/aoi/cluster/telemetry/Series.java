package dev.aoi.cluster.telemetry;

import java.util.Arrays;

/**
 * One time series as its changes: from each on, the value grows by a slope (0 for what only jumps).
 * So what stays as it is costs nothing. A value that is not a number ends the series until the next
 * change.
 */
final class Series {
    private static final int MOST = 4_096;

    /** Changes within this many milliseconds count as one. */
    private static final long GRAIN = 1_000;

    private final Labels labels;
    private long[] times = new long[4];
    private double[] values = new double[4];
    private double[] slopes = new double[4];
    private int size;

    Series(Labels labels) {
        this.labels = labels;
    }

    Labels labels() {
        return labels;
    }

    /** The value from a time on, in milliseconds of the epoch, and its growth per second. */
    void set(long time, double value, double slope) {
        if (size > 0 && time <= times[size - 1]) {
            values[size - 1] = value;
            slopes[size - 1] = slope;
            return;
        }
        boolean same =
                size > 0
                        && slopes[size - 1] == slope
                        && slope == 0
                        && Double.compare(values[size - 1], value) == 0;
        if (same) {
            return;
        }
        boolean recent =
                size > 1
                        && time / GRAIN == times[size - 1] / GRAIN
                        && !Double.isNaN(values[size - 1])
                        && !Double.isNaN(value);
        if (!recent) {
            grow();
            times[size++] = time;
        }
        values[size - 1] = value;
        slopes[size - 1] = slope;
    }

    /** Adds to a counter. */
    void add(long time, double more) {
        double now = at(time);
        double slope = size == 0 ? 0 : slopes[size - 1];
        set(time, (Double.isNaN(now) ? 0 : now) + more, slope);
    }

    void end(long time) {
        if (size > 0 && !Double.isNaN(values[size - 1])) {
            set(time, Double.NaN, 0);
        }
    }

    private void grow() {
        if (size == MOST) {
            int half = MOST / 2;
            System.arraycopy(times, half, times, 0, half);
            System.arraycopy(values, half, values, 0, half);
            System.arraycopy(slopes, half, slopes, 0, half);
            size = half;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
            slopes = Arrays.copyOf(slopes, size * 2);
        }
    }

    /** The value at a time; not a number when there is none. */
    double at(long time) {
        int index = Arrays.binarySearch(times, 0, size, time);
        index = index < 0 ? -index - 2 : index;
        if (index < 0) {
            return Double.NaN;
        }
        return values[index] + slopes[index] * (time - times[index]) / 1000.0;
    }
}
