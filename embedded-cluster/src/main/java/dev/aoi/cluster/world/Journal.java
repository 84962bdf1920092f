package dev.aoi.cluster.world;

import java.time.Instant;

/**
 * Where a world's outside influences are written before they are answered. Replaying them into a
 * new world of the same seed gives the same world.
 */
public interface Journal {
    /** Keeps nothing: a world that ends with its process. */
    Journal NONE =
            new Journal() {
                @Override
                public void clock(Instant now) {}

                @Override
                public void write(Instant at, WriteRequest request) {}
            };

    /** The clock stands at {@code now}; only the latest matters. */
    void clock(Instant now);

    /** {@code request} was accepted when the clock stood at {@code at}. */
    void write(Instant at, WriteRequest request);
}
