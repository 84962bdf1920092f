package dev.aoi.cluster.world;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** One token bucket per object, reporter and type: 25 events, refilled by one every 300 s. */
final class EventBuckets {
    private static final double BURST = 25;
    private static final double SECONDS_PER_EVENT = 300;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final int REMEMBERED = 4096;

    private record Bucket(double tokens, Instant at) {}

    private final RecentMap<String, Bucket> buckets = new RecentMap<>(REMEMBERED);

    boolean allows(String subject, Instant now) {
        @Nullable Bucket before = buckets.get(subject);
        double tokens =
                before == null
                        ? BURST
                        : Math.min(BURST, before.tokens() + refilled(before.at(), now));
        boolean allowed = tokens >= 1;
        buckets.put(subject, new Bucket(allowed ? tokens - 1 : tokens, now));
        return allowed;
    }

    private static double refilled(Instant since, Instant now) {
        return Duration.between(since, now).toMillis() / MILLIS_PER_SECOND / SECONDS_PER_EVENT;
    }
}
