package dev.aoi.cluster.kubelet;

import java.time.Duration;

/**
 * Delay before the next try: none, then 10 s doubled up to 300 s (kubelet: {@code
 * MaxContainerBackOff}); forgotten after ten good minutes.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofSeconds(300);
    private static final Duration FORGIVEN = Duration.ofMinutes(10);

    private Duration delay = Duration.ZERO;
    private boolean failedBefore;

    /** The delay after a failure that came after {@code good} of running. */
    Duration next(Duration good) {
        if (good.compareTo(FORGIVEN) >= 0) {
            reset();
        }
        if (!failedBefore) {
            failedBefore = true;
            return Duration.ZERO;
        }
        delay = delay.isZero() ? FIRST : delay.multipliedBy(2);
        delay = delay.compareTo(MOST) > 0 ? MOST : delay;
        return delay;
    }

    void reset() {
        delay = Duration.ZERO;
        failedBefore = false;
    }

    /** As Go prints it: {@code 10s}, {@code 1m20s}, {@code 5m0s}. */
    static String text(Duration delay) {
        long minutes = delay.toMinutes();
        return (minutes > 0 ? minutes + "m" : "") + delay.toSecondsPart() + "s";
    }
}
