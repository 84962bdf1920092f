package dev.aoi.grpo.advantage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weighted sum of a completion's rewards, less its group's mean, by a deviation (GRPO, Shao et
 * al. 2024; TRL's {@code multi_objective_aggregation = sum_then_normalize}).
 *
 * @param scale which deviation
 */
public record SumThenNormalize(RewardScale scale) implements AdvantageRule {

    @Override
    public String aggregation() {
        return "sum_then_normalize";
    }

    @Override
    public Scaled of(RewardTable table) {
        List<double[]> sums = table.sums();
        double[] all = sums.stream().flatMapToDouble(Arrays::stream).toArray();
        double together = scale == RewardScale.BATCH ? Spread.deviation(all) : 0;
        List<double[]> advantages = new ArrayList<>();
        List<double[]> deviations = new ArrayList<>();
        for (double[] rewards : sums) {
            double mean = Spread.of(rewards).mean();
            double deviation = scale == RewardScale.BATCH ? together : Spread.deviation(rewards);
            double divisor = scale == RewardScale.NONE ? 1 : deviation + MARGIN;
            advantages.add(Arrays.stream(rewards).map(r -> (r - mean) / divisor).toArray());
            deviations.add(Arrays.stream(rewards).map(_ -> deviation).toArray());
        }
        return new Scaled(advantages, deviations);
    }
}
