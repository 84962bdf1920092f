package dev.aoi.cluster.kubelet;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * How long after an end the next try waits: the first not at all, then 10 s doubled with each try
 * up to 300 s (kubelet: {@code MaxContainerBackOff}); forgotten ten minutes after the last try
 * (client-go: {@code flowcontrol.Backoff}).
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofSeconds(300);
    private static final Duration FORGIVEN = MOST.multipliedBy(2);

    private Duration delay = FIRST;
    private @Nullable Instant tried;

    /** What is left at {@code now} of the delay that began at {@code end}; zero: try now. */
    Duration left(Instant end, Instant now) {
        if (fresh(end)) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, end.plus(delay));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The delay that {@link #left} counts down. */
    Duration delay() {
        return delay;
    }

    /** A try is made because of what ended at {@code end}: the next waits longer. */
    void tries(Instant end, Instant now) {
        Duration doubled = delay.multipliedBy(2);
        delay = fresh(end) ? FIRST : doubled.compareTo(MOST) > 0 ? MOST : doubled;
        tried = now;
    }

    private boolean fresh(Instant end) {
        return tried == null || Duration.between(tried, end).compareTo(FORGIVEN) > 0;
    }

    /** As Go prints it: {@code 10s}, {@code 1m20s}, {@code 5m0s}. */
    static String text(Duration delay) {
        long minutes = delay.toMinutes();
        return (minutes > 0 ? minutes + "m" : "") + delay.toSecondsPart() + "s";
    }
}
