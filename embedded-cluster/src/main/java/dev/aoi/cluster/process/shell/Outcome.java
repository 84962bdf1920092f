package dev.aoi.cluster.process.shell;

import java.time.Duration;

/** How a command ended, and how long it took. */
record Outcome(int status, Duration took) {
    /** It never ends by itself. */
    static final Duration FOREVER = Duration.ofDays(36_500);

    private static final Duration QUICK = Duration.ofMillis(1);

    static Outcome ok() {
        return new Outcome(0, QUICK);
    }

    static Outcome of(int status) {
        return new Outcome(status, QUICK);
    }

    boolean endless() {
        return took.compareTo(FOREVER) >= 0;
    }
}
