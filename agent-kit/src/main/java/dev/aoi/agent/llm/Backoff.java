package dev.aoi.agent.llm;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often and how long after a failure a model is asked again.
 *
 * @param attempts calls at most
 * @param first pause after the first failure, doubled after each further one
 * @param longest pause at most
 * @param total wall time of all attempts and pauses at most; an attempt that runs is not cut by it
 */
public record Backoff(int attempts, Duration first, Duration longest, Duration total) {

    /** 6 attempts, 0.5 s doubled up to 20 s, 4 minutes in all. */
    public static Backoff defaults() {
        return new Backoff(
                6, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMinutes(4));
    }

    /**
     * The pause after a failure: what the endpoint asked for, but no less than half of the
     * exponential pause, which is spread by up to a half so that many callers do not come back
     * together.
     *
     * @param failures so far, from 1 on
     */
    Duration pause(int failures, Optional<Duration> retryAfter, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, 20);
        long full = Math.min(doubled, longest.toMillis());
        Duration own = Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
        return retryAfter.filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
}
