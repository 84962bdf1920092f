package dev.aoi.grpo.advantage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The original system's advantage: each reward's z-score in its group, the weighted mean of these,
 * and no normalising after that. Deviations are those of a population.
 *
 * @param margin added to each deviation
 */
public record ScorePerReward(double margin) implements AdvantageRule {
    private static final double ORIGINAL_MARGIN = 1e-8;

    /** With the original's margin. */
    public ScorePerReward() {
        this(ORIGINAL_MARGIN);
    }

    @Override
    public String aggregation() {
        return "score_per_reward";
    }

    @Override
    public Scaled of(RewardTable table) {
        double total = Arrays.stream(table.weights()).sum();
        if (total == 0 && !table.names().isEmpty()) {
            throw new IllegalArgumentException(
                    "score_per_reward divides by the sum of reward_weights, but %s of %s add up to 0"
                            .formatted(Arrays.toString(table.weights()), table.names()));
        }
        List<double[]> advantages = new ArrayList<>();
        List<double[]> deviations = new ArrayList<>();
        for (double[][] group : table.groups()) {
            double[][] scores = GroupScores.of(group, Spread::populationDeviation, margin);
            advantages.add(
                    Arrays.stream(scores)
                            .mapToDouble(row -> RewardTable.weighted(row, table.weights()) / total)
                            .toArray());
        }
        for (double[] rewards : table.sums()) {
            double deviation = Spread.deviation(rewards);
            deviations.add(Arrays.stream(rewards).map(_ -> deviation).toArray());
        }
        return new Scaled(advantages, deviations);
    }
}
