package dev.aoi.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void firstAtOnceThenDoubledUpToFiveMinutes() {
        assertThat(
                        IntStream.range(0, 8)
                                .mapToObj(i -> backOff.next(Duration.ofSeconds(1)).toSeconds()))
                .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void tenGoodMinutesForgetEverything() {
        for (int i = 0; i < 5; i++) {
            backOff.next(Duration.ZERO);
        }
        assertThat(backOff.next(Duration.ofMinutes(10))).isZero();
        assertThat(backOff.next(Duration.ofMinutes(9))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void printsAsGoDoes() {
        assertThat(BackOff.text(Duration.ofSeconds(10))).isEqualTo("10s");
        assertThat(BackOff.text(Duration.ofSeconds(80))).isEqualTo("1m20s");
        assertThat(BackOff.text(Duration.ofSeconds(300))).isEqualTo("5m0s");
    }
}
