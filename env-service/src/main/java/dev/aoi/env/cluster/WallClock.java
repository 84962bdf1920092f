package dev.aoi.env.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of a real cluster. */
public final class WallClock implements ClusterClock {
    private final Clock clock;

    public WallClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pass(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
