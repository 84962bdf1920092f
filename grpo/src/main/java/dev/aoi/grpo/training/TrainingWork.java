package dev.aoi.grpo.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** What differs between trainings. */
interface TrainingWork {
    /** Steps of the optimiser that go over the data once; empty for a stream. */
    OptionalLong stepsPerEpoch();

    /**
     * Adds up the gradients of a step.
     *
     * @param step counted from 0
     * @return empty when there is no more data
     */
    Optional<Gathered> gather(long step);

    /**
     * What a step gathered beside its gradients.
     *
     * @param metrics with {@code loss}
     * @param tokens that were new
     */
    record Gathered(SequencedMap<String, Double> metrics, long tokens) {}

    /**
     * Writes what resuming behind a step needs beside weights, moments and the step's number.
     *
     * @param step the next one
     */
    void write(Path checkpoint, long step);

    /** Takes over what was written. */
    void read(Path checkpoint, long step);
}
