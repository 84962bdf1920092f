package dev.aoi.cluster.process.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that runs ahead of the world's: for commands whose whole effect is wanted at once. It ends
 * after a day or a number of steps, so that endless scripts do.
 */
final class LocalLoop implements Loop {
    private static final int MOST_STEPS = 200_000;
    private static final Duration MOST_TIME = Duration.ofDays(1);

    private record Entry(Instant due, long sequence, Runnable work) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparing(Entry::due).thenComparingLong(Entry::sequence));
    private final Instant start;
    private Instant now;
    private long sequence;

    LocalLoop(Instant start) {
        this.start = start;
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable work) {
        entries.add(new Entry(now.plus(delay), sequence++, work));
    }

    /** Does everything that is planned. */
    void run() {
        Instant end = start.plus(MOST_TIME);
        for (int steps = 0; !entries.isEmpty() && steps < MOST_STEPS; steps++) {
            Entry next = entries.remove();
            if (next.due().isAfter(end)) {
                return;
            }
            now = next.due();
            next.work().run();
        }
    }
}
