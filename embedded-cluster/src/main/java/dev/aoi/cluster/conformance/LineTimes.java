package dev.aoi.cluster.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When the lines of a state ended, after the first event that its first line caused. A recording
 * tells whole seconds since that line was begun.
 *
 * <ol>
 *   <li>The lines of one second ended at even distances within it.
 *   <li>The first line was begun {@link #BEGUN} before its effect.
 *   <li>A first line takes no time.
 * </ol>
 */
final class LineTimes {
    private static final Duration BEGUN = Duration.ofMillis(150);
    private static final Duration LEAST = Duration.ofMillis(20);
    private static final long SECOND = 1000;

    private LineTimes() {}

    static List<Duration> of(List<Block> blocks) {
        List<Duration> ends = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Duration at = blocks.get(i).at();
            int from = i;
            while (from > 0 && blocks.get(from - 1).at().equals(at)) {
                from--;
            }
            int to = i + 1;
            while (to < blocks.size() && blocks.get(to).at().equals(at)) {
                to++;
            }
            long within = (2L * (i - from) + 1) * SECOND / (2L * (to - from));
            Duration end = at.plusMillis(within).minus(BEGUN);
            boolean first = i == 0 && at.isZero();
            ends.add(first ? Duration.ZERO : end.compareTo(LEAST) < 0 ? LEAST : end);
        }
        return ends;
    }
}
