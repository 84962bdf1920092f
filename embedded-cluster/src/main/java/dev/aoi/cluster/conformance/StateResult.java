package dev.aoi.cluster.conformance;

import java.time.Duration;
import java.util.List;

/**
 * A state, compared.
 *
 * @param state its name
 * @param comparisons one per recorded block, in their order
 * @param wall how long it took here
 */
public record StateResult(String state, List<Comparison> comparisons, Duration wall) {
    /** Copies the list. */
    public StateResult {
        comparisons = List.copyOf(comparisons);
    }

    /** How many blocks compared like this. */
    public long count(Comparison.Verdict verdict) {
        return comparisons.stream().filter(c -> c.verdict() == verdict).count();
    }
}
