package dev.aoi.grpo.advantage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

final class AdvantagesTest {

    @Test
    void theScoresOfEachRewardAreAveragedByWeight() {
        double[][] group = {{1, 10}, {3, 10}};
        RewardTable table =
                new RewardTable(
                        List.of("effect", "form"), new double[] {3, 1}, List.<double[][]>of(group));

        Advantages advantages = Advantages.of(table, new ScorePerReward(0));

        // effect: mean 2, population deviation 1; form: no deviation, so no number and no say
        assertThat(advantages.byGroup().getFirst())
                .containsExactly(new double[] {-0.75, 0.75}, within(1e-15));
    }

    @Test
    void theOriginalsMarginKeepsEqualRewardsAtZero() {
        double[][] group = {{5, 0.25}, {5, 0.75}};
        RewardTable table =
                new RewardTable(
                        List.of("a", "b"), new double[] {0.5, 0.5}, List.<double[][]>of(group));

        Advantages advantages = Advantages.of(table, new ScorePerReward());

        assertThat(advantages.byGroup().getFirst())
                .containsExactly(new double[] {-0.5, 0.5}, within(1e-7));
    }

    @Test
    void groupsMayDifferInSize() {
        RewardTable table =
                new RewardTable(
                        List.of("a"),
                        new double[] {1},
                        List.of(new double[][] {{0}, {1}}, new double[][] {{0}, {0}, {3}}));

        List<double[]> advantages =
                Advantages.of(table, new SumThenNormalize(RewardScale.NONE)).byGroup();

        assertThat(advantages.get(0)).containsExactly(-0.5, 0.5);
        assertThat(advantages.get(1)).containsExactly(-1, -1, 2);
    }

    @Test
    void weightsThatGiveNoNumberAreRefused() {
        List<double[][]> groups = List.<double[][]>of(new double[][] {{1, 2}, {3, 4}});
        RewardTable cancelled = new RewardTable(List.of("a", "b"), new double[] {1, -1}, groups);

        assertThatThrownBy(() -> Advantages.of(cancelled, new ScorePerReward()))
                .hasMessageContaining("[1.0, -1.0] of [a, b] add up to 0");
        assertThatThrownBy(
                        () ->
                                new RewardTable(
                                        List.of("a", "b"), new double[] {1, Double.NaN}, groups))
                .hasMessage("reward_weights of b must be a number, but is NaN");
    }

    /** Groups of one, and of completions that nobody judged, have nothing to be compared with. */
    @Test
    void whatCannotBeComparedHasAdvantageZero() {
        RewardTable table =
                new RewardTable(
                        List.of("a", "b"),
                        new double[] {1, 1},
                        List.of(
                                new double[][] {{7, Double.NaN}},
                                new double[][] {{Double.NaN, Double.NaN}},
                                new double[][] {{1, Double.NaN}, {Double.NaN, Double.NaN}},
                                new double[][] {{0, 1}, {0, 1}}));

        for (AdvantageRule rule :
                List.of(
                        new SumThenNormalize(RewardScale.GROUP),
                        new SumThenNormalize(RewardScale.BATCH),
                        new SumThenNormalize(RewardScale.NONE),
                        new NormalizeThenSum(),
                        new ScorePerReward())) {
            assertThat(Advantages.of(table, rule).byGroup())
                    .as(rule.toString())
                    .allSatisfy(group -> assertThat(group).containsOnly(0));
        }
    }

    @Test
    void aRowWithoutAllRewardsIsRefused() {
        List<double[][]> groups = List.<double[][]>of(new double[][] {{1, 2}, {1}});

        assertThatThrownBy(() -> new RewardTable(List.of("a", "b"), new double[] {1, 1}, groups))
                .hasMessage("group 0 has a completion with 1 rewards, but there are [a, b]");
    }
}
