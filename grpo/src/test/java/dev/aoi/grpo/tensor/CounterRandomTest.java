package dev.aoi.grpo.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.LongStream;

final class CounterRandomTest {

    /** Known answers of the Random123 library for philox4x32-10. */
    @Test
    void philoxGivesItsKnownAnswers() {
        assertThat(new CounterRandom(0, 0).bits(0)).isEqualTo(0xe169c58d6627e8d5L);
        assertThat(new CounterRandom(-1, -1).bits(-1)).isEqualTo(0x41c83b0e408f276dL);
        assertThat(
                        new CounterRandom(0x299f31d0a4093822L, 0x0370734413198a2eL)
                                .bits(0x85a308d3243f6a88L))
                .isEqualTo(0x94fdccebd16cfe09L);
    }

    @Test
    void numbersAreSpreadEvenly() {
        CounterRandom random = new CounterRandom(7, 3);
        double[] values = LongStream.range(0, 20_000).mapToDouble(random::uniform).toArray();

        assertThat(values).isEqualTo(Arrays.stream(values).filter(v -> v >= 0 && v < 1).toArray());
        assertThat(LongStream.range(0, 20_000).mapToDouble(random::uniform).average().orElseThrow())
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void streamsDiffer() {
        CounterRandom random = new CounterRandom(7, 0);

        assertThat(random.at(1).bits(0)).isNotEqualTo(random.at(2).bits(0));
        assertThat(random.at(1)).isEqualTo(random.at(1));
    }

    @Test
    void normalNumbersHaveMeanZeroAndDeviationOne() {
        CounterRandom random = new CounterRandom(11, 0);
        double[] values = LongStream.range(0, 20_000).mapToDouble(random::normal).toArray();
        double mean =
                LongStream.range(0, 20_000).mapToDouble(random::normal).average().orElseThrow();
        double square = 0;
        for (double value : values) {
            square += value * value;
        }

        assertThat(mean).isCloseTo(0, within(0.03));
        assertThat(square / values.length).isCloseTo(1, within(0.03));
    }
}
