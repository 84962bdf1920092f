package dev.aoi.cluster.process.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The text that wrk2 prints at the end of a run. */
final class WrkReport {
    private static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99, 99.999, 100};

    private WrkReport() {}

    static List<String> lines(WrkPlan plan, WrkTally tally) {
        long[] sorted = tally.sorted();
        double mean = Arrays.stream(sorted).average().orElse(0);
        double deviation =
                Math.sqrt(
                        Arrays.stream(sorted)
                                .mapToDouble(v -> (v - mean) * (v - mean))
                                .average()
                                .orElse(0));
        long max = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        long within = Arrays.stream(sorted).filter(v -> Math.abs(v - mean) <= deviation).count();
        double seconds = plan.duration().toMillis() / 1000.0;
        double perThread = tally.completed() / seconds / plan.threads();
        List<String> lines = new ArrayList<>();
        lines.add("  Thread Stats   Avg      Stdev     99%   +/- Stdev");
        lines.add(
                format(
                        "    Latency   %7s  %7s  %7s  %6.2f%%",
                        time(mean),
                        time(deviation),
                        time(percentile(sorted, 99)),
                        sorted.length == 0 ? 0 : 100.0 * within / sorted.length));
        lines.add(
                format(
                        "    Req/Sec   %7.2f  %7.2f  %7.2f  %6.2f%%",
                        perThread, 0.0, perThread, 100.0));
        lines.add("  Latency Distribution (HdrHistogram - Recorded Latency)");
        for (double p : PERCENTILES) {
            lines.add(format("%7.3f%%  %7s", p, time(percentile(sorted, p))));
        }
        lines.add("");
        lines.add(
                format(
                        "#[Mean    = %12.3f, StdDeviation   = %12.3f]",
                        mean / 1000, deviation / 1000));
        lines.add(
                format("#[Max     = %12.3f, Total count    = %12d]", max / 1000.0, sorted.length));
        lines.add("----------------------------------------------------------");
        lines.add(
                format(
                        "  %d requests in %.2fs, %s read",
                        tally.completed(), seconds, size(tally.bytes())));
        if (tally.socketErrors()) {
            lines.add(
                    format(
                            "  Socket errors: connect %d, read %d, write 0, timeout %d",
                            tally.refused(), tally.closed(), tally.timeouts()));
        }
        if (tally.non2xx() > 0) {
            lines.add("  Non-2xx or 3xx responses: " + tally.non2xx());
        }
        lines.add(format("Requests/sec: %9.2f", tally.completed() / seconds));
        lines.add(format("Transfer/sec: %10s", size(Math.round(tally.bytes() / seconds))));
        return lines;
    }

    private static double percentile(long[] sorted, double p) {
        if (sorted.length == 0) {
            return 0;
        }
        int index = (int) Math.ceil(p / 100 * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }

    private static String time(double micros) {
        if (micros < 1000) {
            return format("%.2fus", micros);
        }
        return micros < 1_000_000
                ? format("%.2fms", micros / 1000)
                : format("%.2fs", micros / 1_000_000);
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + "B";
        }
        return bytes < 1024 * 1024
                ? format("%.2fKB", bytes / 1024.0)
                : format("%.2fMB", bytes / 1024.0 / 1024);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
