package dev.aoi.cluster.world;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Things due at an instant; equal instants in the order in which they were set. */
final class Timers {
    /** One timer; {@code cancelled} ones are passed over. */
    static final class Timer {
        final Instant due;
        final Runnable action;
        private final long sequence;
        private boolean cancelled;

        private Timer(Instant due, long sequence, Runnable action) {
            this.due = due;
            this.sequence = sequence;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Timer> queue =
            new PriorityQueue<>(
                    Comparator.<Timer, Instant>comparing(timer -> timer.due)
                            .thenComparingLong(timer -> timer.sequence));
    private long sequence;

    Timer set(Instant due, Runnable action) {
        Timer timer = new Timer(due, sequence++, action);
        queue.add(timer);
        return timer;
    }

    /** Takes the earliest timer that is due at {@code limit}. */
    Optional<Timer> take(Instant limit) {
        while (!queue.isEmpty()) {
            Timer next = queue.element();
            if (!next.cancelled && next.due.isAfter(limit)) {
                return Optional.empty();
            }
            queue.remove();
            if (!next.cancelled) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** When the timers are due, in the order in which they will fire. */
    List<Instant> pending() {
        return queue.stream()
                .filter(timer -> !timer.cancelled)
                .sorted(queue.comparator())
                .map(timer -> timer.due)
                .toList();
    }
}
