package dev.aoi.standalone.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Where the time goes: named phases in milliseconds since this object was made. */
public final class Timings {
    private final long origin;
    private final List<Phase> phases = new ArrayList<>();

    /**
     * @param origin {@link System#nanoTime()} of the beginning
     */
    public Timings(long origin) {
        this.origin = origin;
    }

    /** Seconds since this process began, the JVM's own start included. */
    public static double sinceProcessStart() {
        Instant now = Instant.now();
        Instant begin = ProcessHandle.current().info().startInstant().orElse(now);
        return Duration.between(begin, now).toMillis() / 1000.0;
    }

    /** Runs something and notes how long it took. */
    public <T> T measure(String name, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            note(name, begin, System.nanoTime());
        }
    }

    /** Runs something and notes how long it took. */
    public void measure(String name, Runnable work) {
        measure(
                name,
                () -> {
                    work.run();
                    return name;
                });
    }

    /** One line per phase, in the order in which they began. */
    public synchronized List<String> lines() {
        return phases.stream()
                .sorted((a, b) -> Long.compare(a.beginNanos(), b.beginNanos()))
                .map(
                        p ->
                                String.format(
                                        Locale.ROOT,
                                        "%-24s %6d ms from %6d ms",
                                        p.name(),
                                        (p.endNanos() - p.beginNanos()) / 1_000_000,
                                        (p.beginNanos() - origin) / 1_000_000))
                .toList();
    }

    private synchronized void note(String name, long begin, long end) {
        phases.add(new Phase(name, begin, end));
    }

    private record Phase(String name, long beginNanos, long endNanos) {}
}
