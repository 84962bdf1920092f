package dev.aoi.grpo.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RandomWordsTest {

    /** Known answer of the Random123 library for philox4x32-10. */
    @Test
    void aBlockHasAllFourWordsOfItsKnownAnswer() {
        long[] words = new RandomWords().of(new CounterRandom(0, 0), 0);

        assertThat(new long[] {words[0], words[256], words[512], words[768]})
                .containsExactly(0x6627e8d5L, 0xe169c58dL, 0xbc57ac4cL, 0x9b00dbd8L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "7, 3, 5", "-1, -1, 16777215", "-9, 1, 16777216", "1, -9, 123456789"})
    void halfOfTheWordsAreTheBitsOfTheirPlaces(long seed, long stream, long draw) {
        CounterRandom random = new CounterRandom(seed, stream);
        RandomWords many = new RandomWords();
        many.of(new CounterRandom(99, 99), 99);

        long[] words = many.of(random, draw);

        for (int i = 0; i < 256; i++) {
            assertThat(words[i] | words[256 + i] << 32)
                    .as("place %d", i)
                    .isEqualTo(random.bits(256 * draw + i));
        }
    }
}
