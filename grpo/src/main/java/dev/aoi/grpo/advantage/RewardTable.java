package dev.aoi.grpo.advantage;

import java.util.Arrays;
import java.util.List;

/**
 * The rewards of some groups of completions, each group the answers to one prompt.
 *
 * @param names of the rewards, in their columns' order
 * @param weights of the rewards ({@code reward_weights}), in that order
 * @param groups one row per completion, one column per reward; not a number where a reward does not
 *     apply
 */
public record RewardTable(List<String> names, double[] weights, List<double[][]> groups) {

    public RewardTable {
        names = List.copyOf(names);
        weights = weights.clone();
        groups = List.copyOf(groups);
        if (weights.length != names.size()) {
            throw new IllegalArgumentException(
                    "reward_weights has %d numbers for the %d rewards %s"
                            .formatted(weights.length, names.size(), names));
        }
        for (int reward = 0; reward < weights.length; reward++) {
            if (!Double.isFinite(weights[reward])) {
                throw new IllegalArgumentException(
                        "reward_weights of %s must be a number, but is %s"
                                .formatted(names.get(reward), weights[reward]));
            }
        }
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).length == 0) {
                throw new IllegalArgumentException("group %d is empty".formatted(group));
            }
            for (double[] row : groups.get(group)) {
                if (row.length != names.size()) {
                    throw new IllegalArgumentException(
                            "group %d has a completion with %d rewards, but there are %s"
                                    .formatted(group, row.length, names));
                }
            }
        }
    }

    /** One reward's column over all groups. */
    double[] column(int reward) {
        return groups.stream().flatMap(Arrays::stream).mapToDouble(row -> row[reward]).toArray();
    }

    /** The weighted sum of each completion's rewards; not a number where none applies. */
    List<double[]> sums() {
        return groups.stream()
                .map(
                        group -> {
                            double[] sums = new double[group.length];
                            for (int i = 0; i < sums.length; i++) {
                                sums[i] = weighted(group[i], weights);
                            }
                            return sums;
                        })
                .toList();
    }

    /** Of those values that are numbers; not a number when none is. */
    static double weighted(double[] values, double[] weights) {
        double sum = 0;
        boolean any = false;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sum += weights[i] * values[i];
                any = true;
            }
        }
        return any ? sum : Double.NaN;
    }
}
