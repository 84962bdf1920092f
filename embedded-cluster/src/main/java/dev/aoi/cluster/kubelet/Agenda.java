package dev.aoi.cluster.kubelet;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What a pod plans to do, by due time; of equal times what was planned first. */
final class Agenda {
    private record Entry(Instant due, long sequence, Runnable work) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparing(Entry::due).thenComparingLong(Entry::sequence));
    private final Runnable changed;
    private long sequence;

    /**
     * An empty agenda.
     *
     * @param changed called whenever something is planned
     */
    Agenda(Runnable changed) {
        this.changed = changed;
    }

    void plan(Instant due, Runnable work) {
        entries.add(new Entry(due, sequence++, work));
        changed.run();
    }

    Optional<Instant> next() {
        return Optional.ofNullable(entries.peek()).map(Entry::due);
    }

    /** Does everything that is due, including what that plans for now. */
    void run(Instant now) {
        while (!entries.isEmpty() && !entries.element().due().isAfter(now)) {
            entries.remove().work().run();
        }
    }

    void clear() {
        entries.clear();
    }
}
