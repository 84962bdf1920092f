package dev.aoi.cluster.host;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets the time of worlds pass with the wall clock: one thread for all of them.
 *
 * <p>A world that is ahead (requests and settling take virtual time) waits until the wall clock has
 * caught up; one that was moved by an advance goes on from there.
 */
final class WallClock implements AutoCloseable {
    private static final long TICK_MILLIS = 50;

    private final Map<World, Duration> offsets = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("wall-clock").factory());

    WallClock() {
        ticker.scheduleWithFixedDelay(
                () -> offsets.forEach(this::tick), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on, and from its own present on, the world goes with the wall clock. */
    void follow(World world) {
        offsets.put(world, Duration.between(Instant.now(), world.locked(world::now)));
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private void tick(World world, Duration offset) {
        if (world.closed()) {
            offsets.remove(world);
            return;
        }
        try {
            world.catchUp(Instant.now().plus(offset));
        } catch (ApiException e) {
            // It ended between the two.
            offsets.remove(world);
        }
    }
}
