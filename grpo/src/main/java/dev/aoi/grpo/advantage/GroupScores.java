package dev.aoi.grpo.advantage;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Each reward of a group as its distance from the group's mean, in deviations. */
final class GroupScores {
    private GroupScores() {}

    /**
     * @param group one row per completion, one column per reward
     * @param deviation which deviation of a column
     * @param margin added to it
     * @return shaped as the group; not a number where a reward does not apply
     */
    static double[][] of(double[][] group, ToDoubleFunction<Spread> deviation, double margin) {
        double[][] scores = new double[group.length][];
        Arrays.setAll(scores, i -> new double[group[i].length]);
        for (int reward = 0; reward < group[0].length; reward++) {
            int column = reward;
            double[] values = Arrays.stream(group).mapToDouble(row -> row[column]).toArray();
            Spread spread = Spread.of(values);
            double divisor = (group.length > 1 ? deviation.applyAsDouble(spread) : 0) + margin;
            for (int i = 0; i < group.length; i++) {
                scores[i][reward] = (values[i] - spread.mean()) / divisor;
            }
        }
        return scores;
    }
}
