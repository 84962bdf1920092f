package dev.aoi.grpo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.tensor.CounterRandom;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

final class TokenChooserTest {
    /** Probabilities 0.5, 0.3, 0.15, 0.05. */
    private static final float[] LOGITS = {
        (float) Math.log(0.15), (float) Math.log(0.5), (float) Math.log(0.05), (float) Math.log(0.3)
    };

    @Test
    void withoutTemperatureTheMostProbableTokenIsTaken() {
        TokenChooser chooser = new TokenChooser(SamplingOptions.greedy(1, Set.of()), 4);

        assertThat(choose(chooser, 0)).isEqualTo(1);
        assertThat(chooser.logProb()).isCloseTo(Math.log(0.5), within(1e-6));
    }

    @Test
    void tokensComeAsOftenAsTheirProbabilitySays() {
        TokenChooser chooser =
                new TokenChooser(SamplingOptions.sampled(1, 1, Set.of(), 5), LOGITS.length);
        int[] counts = new int[4];
        for (int place = 0; place < 20_000; place++) {
            counts[choose(chooser, place)]++;
        }

        assertThat(counts[0] / 20_000.0).isCloseTo(0.15, within(0.01));
        assertThat(counts[1] / 20_000.0).isCloseTo(0.5, within(0.01));
        assertThat(counts[2] / 20_000.0).isCloseTo(0.05, within(0.01));
        assertThat(counts[3] / 20_000.0).isCloseTo(0.3, within(0.01));
    }

    @Test
    void logProbabilitiesAreThoseAtTheTemperature() {
        TokenChooser chooser =
                new TokenChooser(SamplingOptions.sampled(0.5, 1, Set.of(), 5), LOGITS.length);
        int token = choose(chooser, 0);
        double squares = 0.15 * 0.15 + 0.25 + 0.05 * 0.05 + 0.09;

        assertThat(chooser.logProb())
                .isCloseTo(2 * LOGITS[token] - Math.log(squares), within(1e-6));
    }

    @Test
    void topKLeavesTheKMostProbable() {
        assertThat(chosen(new SamplingOptions(1, 1, 2, 1, 0, 1, Set.of(), 3)))
                .containsExactly(1, 3);
    }

    @Test
    void topPLeavesTheFewestThatReachIt() {
        assertThat(chosen(new SamplingOptions(1, 1, 0, 0.75, 0, 1, Set.of(), 3)))
                .containsExactly(1, 3);
        assertThat(chosen(new SamplingOptions(1, 1, 0, 0.85, 0, 1, Set.of(), 3)))
                .containsExactly(0, 1, 3);
        assertThat(chosen(new SamplingOptions(1, 1, 0, 0.01, 0, 1, Set.of(), 3)))
                .containsExactly(1);
    }

    @Test
    void minPLeavesWhatIsNotFarBelowTheGreatest() {
        assertThat(chosen(new SamplingOptions(1, 1, 0, 1, 0.2, 1, Set.of(), 3)))
                .containsExactly(0, 1, 3);
    }

    @Test
    void aTokenThatTheSequenceHasIsPenalised() {
        TokenChooser chooser =
                new TokenChooser(new SamplingOptions(3, 0, 0, 1, 0, 1, Set.of(), 0), 4);
        BitSet seen = new BitSet();
        seen.set(1);

        int token =
                chooser.choose(
                        MemorySegment.ofArray(LOGITS), 0, seen, new CounterRandom(0, 0), 0, null);

        assertThat(token).isEqualTo(3);
        assertThat(chooser.logProb()).isCloseTo(Math.log(0.3), within(1e-6));
    }

    private static Set<Integer> chosen(SamplingOptions options) {
        TokenChooser chooser = new TokenChooser(options, LOGITS.length);
        Set<Integer> chosen = new TreeSet<>();
        for (int place = 0; place < 2_000; place++) {
            chosen.add(choose(chooser, place));
        }
        return chosen;
    }

    private static int choose(TokenChooser chooser, int place) {
        return chooser.choose(
                MemorySegment.ofArray(LOGITS),
                0,
                new BitSet(),
                new CounterRandom(5, 0),
                place,
                null);
    }
}
