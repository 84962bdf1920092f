package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class BackOffTest {
    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    private final BackOff backOff = new BackOff();

    @Test
    void firstAtOnceThenDoubledUpToFiveMinutes() {
        Instant end = START;
        List<Long> waited = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration left = backOff.left(end, end);
            waited.add(left.toSeconds());
            backOff.tries(end, end.plus(left));
            end = end.plus(left).plusSeconds(1);
        }
        assertThat(waited).containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void countsFromTheEndThatIsAskedFor() {
        backOff.tries(START, START);
        Instant end = START.plusSeconds(15);
        assertThat(backOff.left(START, end)).isZero();
        assertThat(backOff.left(end, end.plusSeconds(4))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void tenMinutesAfterTheLastTryForgetEverything() {
        for (int i = 0; i < 5; i++) {
            backOff.tries(START, START);
        }
        Instant inTime = START.plusSeconds(600);
        assertThat(backOff.left(inTime, inTime)).isEqualTo(Duration.ofSeconds(160));
        Instant later = START.plusSeconds(601);
        assertThat(backOff.left(later, later)).isZero();
        backOff.tries(later, later);
        assertThat(backOff.delay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void printsAsGoDoes() {
        assertThat(BackOff.text(Duration.ofSeconds(10))).isEqualTo("10s");
        assertThat(BackOff.text(Duration.ofSeconds(80))).isEqualTo("1m20s");
        assertThat(BackOff.text(Duration.ofSeconds(300))).isEqualTo("5m0s");
    }
}
