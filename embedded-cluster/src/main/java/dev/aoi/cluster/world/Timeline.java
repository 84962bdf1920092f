package dev.aoi.cluster.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Virtual time: a clock that moves only through {@link #passTo} and {@link #settle}, and the timers
 * that fire on the way, in the order (due, set), each with the clock at its due time. What a timer
 * sets off is done before the next one fires, so passing time in many steps is the same as passing
 * it in one.
 */
final class Timeline implements WorldClock {
    private final Timers timers = new Timers();
    private Instant now;

    Timeline(Instant start) {
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Has {@code action} run at {@code due}, or at once when that has passed. */
    Timers.Timer set(Instant due, Runnable action) {
        return timers.set(due.isBefore(now) ? now : due, action);
    }

    /** When the timers are due, in the order in which they will fire. */
    List<Instant> pending() {
        return timers.pending();
    }

    /** Passes time up to {@code target}; {@code consequences} runs after each timer. */
    void passTo(Instant target, Runnable consequences) {
        consequences.run();
        fire(target, consequences);
        if (now.isBefore(target)) {
            now = target;
        }
    }

    /** Fires what is due within {@code window}; the clock ends at the last timer that fired. */
    void settle(Duration window, Runnable consequences) {
        consequences.run();
        fire(now.plus(window), consequences);
    }

    private void fire(Instant limit, Runnable consequences) {
        for (Optional<Timers.Timer> due = timers.take(limit);
                due.isPresent();
                due = timers.take(limit)) {
            if (now.isBefore(due.get().due)) {
                now = due.get().due;
            }
            due.get().action.run();
            consequences.run();
        }
    }
}
