package dev.aoi.grpo.advantage;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How rewards become advantages: how much better each completion is than its group.
 *
 * <p>Rules compute in double precision; TRL does so in float32.
 */
public sealed interface AdvantageRule permits SumThenNormalize, NormalizeThenSum, ScorePerReward {

    /** What is added to each deviation before it divides, as in TRL. */
    double MARGIN = 1e-4;

    /** {@code sum_then_normalize} by group: TRL's default. */
    static AdvantageRule standard() {
        return new SumThenNormalize(RewardScale.GROUP);
    }

    /**
     * The rule of a {@code multi_objective_aggregation}; beside TRL's there is {@code
     * score_per_reward}.
     *
     * @param scale {@code scale_rewards}, for {@code sum_then_normalize} alone
     * @throws IllegalArgumentException when there is none
     */
    static AdvantageRule named(String aggregation, RewardScale scale) {
        List<AdvantageRule> rules =
                List.of(new SumThenNormalize(scale), new NormalizeThenSum(), new ScorePerReward());
        return rules.stream()
                .filter(rule -> rule.aggregation().equals(aggregation))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "multi_objective_aggregation %s is not known; there are %s"
                                                .formatted(
                                                        aggregation,
                                                        rules.stream()
                                                                .map(AdvantageRule::aggregation)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** Its name as {@code multi_objective_aggregation}. */
    String aggregation();

    /** Advantages before those that are not numbers become 0. */
    Scaled of(RewardTable table);

    /**
     * Advantages and the deviations that they were divided by.
     *
     * @param advantages by group, in the order of its completions
     * @param deviations likewise; 0 where all completions are as good
     */
    record Scaled(List<double[]> advantages, List<double[]> deviations) {}
}
