package dev.aoi.grpo.advantage;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The advantages of groups of completions.
 *
 * @param byGroup in the order of the groups and of their completions; 0 for a completion that no
 *     reward applies to
 * @param metrics by TRL's names: {@code rewards/NAME/mean}, {@code rewards/NAME/std}, {@code
 *     reward}, {@code reward_std}, {@code frac_reward_zero_std}
 */
public record Advantages(List<double[]> byGroup, SequencedMap<String, Double> metrics) {
    private static final double AS_GOOD_AS_ZERO = 1e-8;

    /** The advantages that a rule gives. */
    public static Advantages of(RewardTable table, AdvantageRule rule) {
        AdvantageRule.Scaled scaled = rule.of(table);
        List<double[]> advantages =
                scaled.advantages().stream()
                        .map(
                                group ->
                                        Arrays.stream(group)
                                                .map(a -> Double.isNaN(a) ? 0 : a)
                                                .toArray())
                        .toList();
        return new Advantages(
                advantages, Collections.unmodifiableSequencedMap(metrics(table, scaled)));
    }

    private static SequencedMap<String, Double> metrics(
            RewardTable table, AdvantageRule.Scaled scaled) {
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < table.names().size(); i++) {
            Spread spread = Spread.of(table.column(i));
            metrics.put("rewards/%s/mean".formatted(table.names().get(i)), spread.mean());
            metrics.put("rewards/%s/std".formatted(table.names().get(i)), spread.deviation());
        }
        Spread sums = Spread.over(table.sums());
        metrics.put("reward", sums.mean());
        metrics.put("reward_std", sums.deviation());
        metrics.put(
                "frac_reward_zero_std",
                scaled.deviations().stream()
                        .flatMapToDouble(Arrays::stream)
                        .map(d -> Math.abs(d) <= AS_GOOD_AS_ZERO ? 1 : 0)
                        .average()
                        .orElse(Double.NaN));
        return metrics;
    }
}
