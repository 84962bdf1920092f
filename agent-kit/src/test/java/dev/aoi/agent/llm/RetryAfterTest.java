package dev.aoi.agent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void readsSecondsAndDates() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofSeconds(120));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 10:00:05 GMT", NOW))
                .contains(Duration.ofSeconds(5));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse("-3", NOW)).isEmpty();
        assertThat(RetryAfter.parse("", NOW)).isEmpty();
    }

    @Property
    void pausesGrowAndStayWithinTheirBounds(
            @ForAll @IntRange(min = 1, max = 60) int failures, @ForAll long seed) {
        Backoff backoff = Backoff.defaults();
        long pause = backoff.pause(failures, Optional.empty(), new Random(seed)).toMillis();
        long full = Math.min(500L << Math.min(failures - 1, 20), 20_000);

        assertThat(pause).isBetween(full / 2, full);
        assertThat(backoff.pause(failures, Optional.of(Duration.ofHours(1)), new Random(seed)))
                .isEqualTo(Duration.ofHours(1));
    }
}
