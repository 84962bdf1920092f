package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

class LineTimesTest {
    private static List<Long> ends(long... seconds) {
        return LineTimes.of(
                        LongStream.of(seconds)
                                .mapToObj(
                                        at ->
                                                new Block(
                                                        "kubectl",
                                                        new Block.Output("", ""),
                                                        0,
                                                        Duration.ofSeconds(at)))
                                .toList())
                .stream()
                .map(Duration::toMillis)
                .toList();
    }

    @Test
    void theLinesOfASecondEndAtEvenDistances() {
        assertThat(ends(0, 3, 3, 4, 4, 4, 4))
                .containsExactly(0L, 3100L, 3600L, 3975L, 4225L, 4475L, 4725L);
    }

    @Test
    void onlyTheFirstLineTakesNoTime() {
        assertThat(ends(0, 0, 0, 0)).containsExactly(0L, 225L, 475L, 725L);
        assertThat(ends(2)).containsExactly(2350L);
    }
}
