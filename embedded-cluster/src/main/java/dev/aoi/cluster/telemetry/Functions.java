package dev.aoi.cluster.telemetry;

import dev.aoi.cluster.telemetry.Value.Run;

import java.util.Arrays;
import java.util.Set;

/** Functions over the samples of one range, and over single values. */
final class Functions {
    private static final Set<String> RANGES =
            Set.of(
                    "rate",
                    "irate",
                    "increase",
                    "delta",
                    "idelta",
                    "deriv",
                    "changes",
                    "resets",
                    "avg_over_time",
                    "sum_over_time",
                    "min_over_time",
                    "max_over_time",
                    "count_over_time",
                    "last_over_time",
                    "present_over_time",
                    "absent_over_time",
                    "stddev_over_time",
                    "quantile_over_time",
                    "predict_linear");
    private static final Set<String> OTHERS =
            Set.of(
                    "abs",
                    "ceil",
                    "floor",
                    "round",
                    "sqrt",
                    "exp",
                    "ln",
                    "log2",
                    "log10",
                    "clamp",
                    "clamp_min",
                    "clamp_max",
                    "histogram_quantile",
                    "absent",
                    "scalar",
                    "vector",
                    "time",
                    "timestamp",
                    "sort",
                    "sort_desc",
                    "label_replace",
                    "label_join",
                    "sgn");

    private Functions() {}

    static boolean known(String name) {
        return RANGES.contains(name) || OTHERS.contains(name);
    }

    static boolean needsRange(String name) {
        return RANGES.contains(name);
    }

    /** Not a number when the range has too few samples. */
    static double over(String name, Run run, long start, long end, double parameter) {
        double[] v = run.values();
        int n = run.size();
        if (n == 0) {
            return Double.NaN;
        }
        return switch (name) {
            case "rate" -> extrapolated(run, start, end, true) / ((end - start) / 1000.0);
            case "increase" -> extrapolated(run, start, end, true);
            case "delta" -> extrapolated(run, start, end, false);
            case "irate", "idelta" -> {
                if (n < 2) {
                    yield Double.NaN;
                }
                double change = v[n - 1] - v[n - 2];
                change = name.equals("irate") && change < 0 ? v[n - 1] : change;
                double seconds = (run.times()[n - 1] - run.times()[n - 2]) / 1000.0;
                yield name.equals("irate") ? change / seconds : change;
            }
            case "deriv", "predict_linear" -> {
                if (n < 2) {
                    yield Double.NaN;
                }
                double[] line = regression(run, end);
                yield name.equals("deriv") ? line[0] : line[1] + line[0] * parameter;
            }
            case "changes", "resets" -> {
                int count = 0;
                for (int i = 1; i < n; i++) {
                    boolean counts = name.equals("changes") ? v[i] != v[i - 1] : v[i] < v[i - 1];
                    count += counts ? 1 : 0;
                }
                yield count;
            }
            case "avg_over_time" -> Arrays.stream(v).average().orElse(Double.NaN);
            case "sum_over_time" -> Arrays.stream(v).sum();
            case "min_over_time" -> Arrays.stream(v).min().orElse(Double.NaN);
            case "max_over_time" -> Arrays.stream(v).max().orElse(Double.NaN);
            case "count_over_time" -> n;
            case "present_over_time" -> 1;
            case "stddev_over_time" -> {
                double mean = Arrays.stream(v).average().orElse(0);
                yield Math.sqrt(
                        Arrays.stream(v).map(x -> (x - mean) * (x - mean)).average().orElse(0));
            }
            case "quantile_over_time" -> quantile(parameter, v);
            default -> v[n - 1];
        };
    }

    /**
     * Increase over a range as Prometheus extrapolates it ({@code extrapolatedRate}): to the edges
     * of the range where samples come near them, and never below zero.
     */
    private static double extrapolated(Run run, long start, long end, boolean counter) {
        int n = run.size();
        if (n < 2) {
            return Double.NaN;
        }
        double[] v = run.values();
        double result = v[n - 1] - v[0];
        for (int i = 1; counter && i < n; i++) {
            result += v[i] < v[i - 1] ? v[i - 1] : 0;
        }
        double toStart = (run.times()[0] - start) / 1000.0;
        double toEnd = (end - run.times()[n - 1]) / 1000.0;
        double sampled = (run.times()[n - 1] - run.times()[0]) / 1000.0;
        double average = sampled / (n - 1);
        double threshold = average * 1.1;
        toStart = toStart >= threshold ? average / 2 : toStart;
        if (counter && result > 0 && v[0] >= 0) {
            toStart = Math.min(toStart, sampled * (v[0] / result));
        }
        toEnd = toEnd >= threshold ? average / 2 : toEnd;
        return result * (sampled + toStart + toEnd) / sampled;
    }

    /** Slope per second and the value at {@code end}. */
    private static double[] regression(Run run, long end) {
        double sumX = 0;
        double sumY = 0;
        double sumXy = 0;
        double sumXx = 0;
        int n = run.size();
        for (int i = 0; i < n; i++) {
            double x = (run.times()[i] - end) / 1000.0;
            double y = run.values()[i];
            sumX += x;
            sumY += y;
            sumXy += x * y;
            sumXx += x * x;
        }
        double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
        return new double[] {slope, (sumY - slope * sumX) / n};
    }

    static double quantile(double q, double[] values) {
        if (values.length == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = q * (sorted.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(sorted.length - 1, lower + 1);
        return sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - lower);
    }

    static double of(String name, double x, double a, double b) {
        return switch (name) {
            case "abs" -> Math.abs(x);
            case "ceil" -> Math.ceil(x);
            case "floor" -> Math.floor(x);
            case "round" -> Math.floor(x / a + 0.5) * a;
            case "sqrt" -> Math.sqrt(x);
            case "exp" -> Math.exp(x);
            case "ln" -> Math.log(x);
            case "log2" -> Math.log(x) / Math.log(2);
            case "log10" -> Math.log10(x);
            case "sgn" -> Math.signum(x);
            case "clamp" -> Math.max(a, Math.min(b, x));
            case "clamp_min" -> Math.max(a, x);
            case "clamp_max" -> Math.min(a, x);
            default -> x;
        };
    }
}
