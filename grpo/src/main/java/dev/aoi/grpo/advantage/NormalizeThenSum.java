package dev.aoi.grpo.advantage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Each reward is normalised in its group, the weighted sum over the whole batch (GDPO, Liu et al.
 * 2026; TRL's {@code multi_objective_aggregation = normalize_then_sum}), so that no reward drowns
 * another. {@code scale_rewards} has no part in it.
 */
public record NormalizeThenSum() implements AdvantageRule {

    @Override
    public String aggregation() {
        return "normalize_then_sum";
    }

    @Override
    public Scaled of(RewardTable table) {
        List<double[]> sums = new ArrayList<>();
        for (double[][] group : table.groups()) {
            double[][] normed = GroupScores.of(group, s -> s.deviation(), MARGIN);
            sums.add(
                    Arrays.stream(normed)
                            .mapToDouble(row -> RewardTable.weighted(row, table.weights()))
                            .toArray());
        }
        for (int group = 0; group < sums.size(); group++) {
            zeroWhereScored(table.groups().get(group), sums.get(group));
        }
        double[] all = sums.stream().flatMapToDouble(Arrays::stream).toArray();
        double mean = Spread.of(all).mean();
        double deviation = Spread.deviation(all);
        return new Scaled(
                sums.stream()
                        .map(
                                values ->
                                        Arrays.stream(values)
                                                .map(v -> (v - mean) / (deviation + MARGIN))
                                                .toArray())
                        .toList(),
                sums.stream()
                        .map(values -> Arrays.stream(values).map(_ -> deviation).toArray())
                        .toList());
    }

    /** A completion that has rewards, none of which can be normalised, counts as 0. */
    private static void zeroWhereScored(double[][] group, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            boolean scored = Arrays.stream(group[i]).anyMatch(r -> !Double.isNaN(r));
            if (scored && Double.isNaN(sums[i])) {
                sums[i] = 0;
            }
        }
    }
}
