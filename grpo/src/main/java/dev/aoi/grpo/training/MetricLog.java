package dev.aoi.grpo.training;

import java.util.SequencedMap;

/** Takes the metrics of each step, by TRL's names. */
@FunctionalInterface
public interface MetricLog {
    /** Takes them nowhere. */
    MetricLog NONE = (_, _) -> {};

    /**
     * Takes the metrics of a step.
     *
     * @param step of the optimiser, counted from 1
     */
    void log(long step, SequencedMap<String, Double> metrics);

    /** Takes them there and here. */
    default MetricLog and(MetricLog other) {
        return (step, metrics) -> {
            log(step, metrics);
            other.log(step, metrics);
        };
    }
}
