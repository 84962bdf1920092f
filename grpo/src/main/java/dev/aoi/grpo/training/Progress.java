package dev.aoi.grpo.training;

import java.time.Duration;
import java.util.SequencedMap;

/**
 * How far a training is.
 *
 * @param step steps of the optimiser that are done
 * @param steps of the whole training
 * @param elapsed since this process began to train
 * @param remaining at the pace so far
 * @param metrics of the last step
 */
public record Progress(
        long step,
        long steps,
        Duration elapsed,
        Duration remaining,
        SequencedMap<String, Double> metrics) {

    /** Hears of each step. */
    @FunctionalInterface
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = _ -> {};

        /** A step is done. */
        void on(Progress progress);
    }
}
