package dev.aoi.grpo.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.atomic.AtomicInteger;

final class WorkersTest {

    @ParameterizedTest
    @CsvSource({"1,1000,7", "2,1000,1", "4,3,1", "3,64,64", "4,1001,10"})
    void everyPartIsDoneOnceInEveryRound(int threads, int count, int grain) {
        try (Workers workers = new Workers(threads)) {
            int[] done = new int[count];
            for (int round = 1; round <= 200; round++) {
                workers.share(
                        count,
                        grain,
                        (_, from, to) -> {
                            for (int i = from; i < to; i++) {
                                done[i]++;
                            }
                        });
                assertThat(done).containsOnly(round);
            }
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        try (Workers workers = new Workers(3)) {
            assertThatThrownBy(
                            () ->
                                    workers.share(
                                            100,
                                            1,
                                            (_, from, _) -> {
                                                throw new IllegalStateException("part " + from);
                                            }))
                    .isInstanceOf(IllegalStateException.class);

            AtomicInteger done = new AtomicInteger();
            workers.share(100, 1, (_, from, to) -> done.addAndGet(to - from));
            assertThat(done).hasValue(100);
        }
    }
}
