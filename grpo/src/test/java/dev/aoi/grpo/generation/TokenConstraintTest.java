package dev.aoi.grpo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class TokenConstraintTest {
    /** Probabilities 0.5, 0.3, 0.15, 0.05 of the tokens 1, 3, 0, 2. */
    private static final float[] LOGITS = {
        (float) Math.log(0.15), (float) Math.log(0.5), (float) Math.log(0.05), (float) Math.log(0.3)
    };

    /** One of some tokens, then another of some, and so on; then the end. */
    private record Steps(List<Set<Integer>> steps) implements TokenConstraint.Source {
        @Override
        public TokenConstraint begin() {
            return new TokenConstraint() {
                private int step;

                @Override
                public long[] allowed() {
                    BitSet allowed = new BitSet();
                    if (step < steps.size()) {
                        steps.get(step).forEach(allowed::set);
                    }
                    return allowed.toLongArray();
                }

                @Override
                public boolean mayEnd() {
                    return step == steps.size();
                }

                @Override
                public void accept(int token) {
                    assertThat(steps.get(step)).contains(token);
                    step++;
                }
            };
        }
    }

    @SafeVarargs
    private static TokenConstraint.Source steps(Set<Integer>... steps) {
        return new Steps(List.of(steps));
    }

    @Test
    void theMostProbableOfTheAllowedIsTakenAndToldUnderAll() {
        SamplingOptions options =
                SamplingOptions.greedy(1, Set.of()).withConstraint(steps(Set.of(0, 2)));
        TokenChooser chooser = new TokenChooser(options, 4);

        assertThat(choose(chooser, options, 0)).isZero();
        assertThat(chooser.logProb()).isCloseTo(Math.log(0.15), within(1e-6));
    }

    @Test
    void cutsAndPenaltiesConcernTheAllowed() {
        TokenConstraint.Source source = steps(Set.of(0, 2, 3));

        assertThat(chosen(new SamplingOptions(1, 1, 0, 1, 0, 1, Set.of(), 3), source))
                .containsExactly(0, 2, 3);
        assertThat(chosen(new SamplingOptions(1, 1, 2, 1, 0, 1, Set.of(), 3), source))
                .containsExactly(0, 3);
        // 0.3 and 0.15 are 0.9 of 0.5.
        assertThat(chosen(new SamplingOptions(1, 1, 0, 0.89, 0, 1, Set.of(), 3), source))
                .containsExactly(0, 3);
        assertThat(chosen(new SamplingOptions(1, 1, 0, 1, 0.4, 1, Set.of(), 3), source))
                .containsExactly(0, 3);
        SamplingOptions penalised = new SamplingOptions(3, 0, 0, 1, 0, 1, Set.of(), 0);
        BitSet seen = new BitSet();
        seen.set(3);
        assertThat(
                        new TokenChooser(penalised, 4)
                                .choose(
                                        MemorySegment.ofArray(LOGITS),
                                        0,
                                        seen,
                                        new CounterRandom(5, 0),
                                        0,
                                        AllowedTokens.begin(penalised.withConstraint(source))))
                .isZero();
    }

    @Test
    void aStopTokenIsAllowedExactlyWhereTheCompletionMayEnd() {
        SamplingOptions going =
                SamplingOptions.greedy(1, Set.of(1)).withConstraint(steps(Set.of(1, 2)));
        SamplingOptions ending = SamplingOptions.greedy(1, Set.of(1)).withConstraint(steps());

        assertThat(choose(new TokenChooser(going, 4), going, 0)).isEqualTo(2);
        assertThat(choose(new TokenChooser(ending, 4), ending, 0)).isEqualTo(1);
    }

    @Test
    void whereNothingIsAllowedAndNothingMayEndItIsSaid() {
        SamplingOptions options =
                SamplingOptions.greedy(1, Set.of()).withConstraint(steps(Set.of(4, 64)));

        assertThatThrownBy(() -> choose(new TokenChooser(options, 4), options, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a completion's constraint allows none of the model's 4 tokens, nor an"
                                + " end");
    }

    @Test
    void aCompletionEndsWhenItsConstraintAllowsNothingMore() {
        Libtorch.start(1);
        try (DecoderModel model =
                DecoderModel.load(Path.of("src/test/resources/golden/qwen3"), Precision.FLOAT32)) {
            SamplingOptions options =
                    SamplingOptions.sampled(1, 5, Set.of(), 2)
                            .withConstraint(steps(Set.of(7), Set.of(300, 301), Set.of(511)));

            for (Completion completion :
                    new Generator(model)
                            .generate(
                                    List.of(new int[] {5, 6}, new int[] {9}),
                                    4,
                                    options,
                                    TokenListener.SILENT)) {
                assertThat(completion.finish()).isEqualTo(FinishReason.STOP);
                assertThat(completion.ids()).hasSize(3).startsWith(7).endsWith(511);
                assertThat(completion.ids()[1]).isBetween(300, 301);
            }
        }
    }

    private static Set<Integer> chosen(SamplingOptions options, TokenConstraint.Source source) {
        SamplingOptions constrained = options.withConstraint(source);
        TokenChooser chooser = new TokenChooser(constrained, LOGITS.length);
        Set<Integer> chosen = new TreeSet<>();
        for (int place = 0; place < 2_000; place++) {
            chosen.add(choose(chooser, constrained, place));
        }
        return chosen;
    }

    private static int choose(TokenChooser chooser, SamplingOptions options, int place) {
        return chooser.choose(
                MemorySegment.ofArray(LOGITS),
                0,
                new BitSet(),
                new CounterRandom(5, 0),
                place,
                AllowedTokens.begin(options));
    }
}
