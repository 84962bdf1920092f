package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

final class GroupListTest {

    @Property(tries = 200)
    void anEpochTakesEachGroupAtMostOnceAndAgainTheSame(
            @ForAll @IntRange(min = 3, max = 40) int groups,
            @ForAll @IntRange(min = 1, max = 12) int completions,
            @ForAll long seed) {
        List<CompletionGroup> all = Tiny.groups(groups, 4, 1);
        GroupList list = new GroupList(all, seed);
        long rounds = list.roundsPerEpoch(completions).orElseThrow();

        for (int epoch = 0; epoch < 2; epoch++) {
            List<CompletionGroup> taken = new ArrayList<>();
            for (long round = 0; round < rounds; round++) {
                taken.addAll(list.take(epoch * rounds + round, completions));
            }
            assertThat(taken).doesNotHaveDuplicates().isSubsetOf(all);
            assertThat(taken.size()).isGreaterThan(groups - Math.ceilDiv(completions, 4));
        }
        assertThat(new GroupList(all, seed).take(rounds, completions))
                .isEqualTo(list.take(rounds, completions));
    }

    @Property(tries = 200)
    void anEpochTakesEachExampleOnce(
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 12) int wanted,
            @ForAll long seed) {
        List<Example> all = Tiny.examples(examples, 1);
        ExampleList list = new ExampleList(all, seed);
        List<Example> taken =
                IntStream.range(0, (int) list.stepsPerEpoch(wanted).orElseThrow())
                        .boxed()
                        .flatMap(step -> list.take(step, wanted).stream())
                        .toList();

        assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
    }
}
