package dev.aoi.grpo.training;

import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** How long completions are, as metrics by TRL's names; terminated ones are not truncated. */
final class Lengths {
    private Lengths() {}

    static SequencedMap<String, Double> of(List<CompletionGroup> groups) {
        List<ScoredCompletion> all =
                groups.stream().flatMap(group -> group.completions().stream()).toList();
        List<ScoredCompletion> terminated = all.stream().filter(c -> !c.truncated()).toList();
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        put(metrics, "length", all);
        metrics.put(
                "completions/clipped_ratio",
                (double) (all.size() - terminated.size()) / all.size());
        put(metrics, "terminated_length", terminated);
        return metrics;
    }

    private static void put(
            SequencedMap<String, Double> metrics, String what, List<ScoredCompletion> of) {
        IntSummaryStatistics lengths =
                of.stream().collect(Collectors.summarizingInt(c -> c.ids().length));
        boolean none = of.isEmpty();
        metrics.put("completions/mean_" + what, lengths.getAverage());
        metrics.put("completions/min_" + what, none ? 0.0 : lengths.getMin());
        metrics.put("completions/max_" + what, none ? 0.0 : lengths.getMax());
    }
}
