package dev.aoi.agent.llm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes only by sleeping, at once. */
final class FakeTicker implements Ticker {
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private long nanos;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration pause) {
        pauses.add(pause);
        nanos += pause.toNanos();
    }

    synchronized void pass(Duration time) {
        nanos += time.toNanos();
    }
}
