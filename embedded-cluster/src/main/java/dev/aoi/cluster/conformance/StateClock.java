package dev.aoi.cluster.conformance;

import dev.aoi.cluster.host.ClusterAdmin;

import java.time.Duration;
import java.time.Instant;

/** A world's clock, counted from the first command of a state. */
final class StateClock {
    private final ClusterAdmin admin;
    private final String world;
    private Instant start;

    StateClock(ClusterAdmin admin, String world, Instant start) {
        this.admin = admin;
        this.world = world;
        this.start = start;
    }

    /** From now on, times are counted from here. */
    synchronized void begin() {
        start = now();
    }

    /** Time since the state's first command; negative before it. */
    synchronized Duration elapsed() {
        return Duration.between(start, now());
    }

    /** Lets time pass until {@code target}, at once; nothing when it has passed already. */
    synchronized void passTo(Duration target) {
        Duration missing = target.minus(elapsed());
        if (missing.isPositive()) {
            admin.advance(world, missing);
        }
    }

    /** Lets time pass. */
    synchronized void pass(Duration duration) {
        admin.advance(world, duration);
    }

    private Instant now() {
        return admin.world(world)
                .orElseThrow(() -> new IllegalStateException("World " + world + " has gone"))
                .now();
    }
}
