package dev.aoi.grpo.training;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a training ended.
 *
 * @param steps of the optimiser that are done
 * @param early it was stopped, or its data ended
 * @param checkpoint the last one; absent when nothing was to be done
 * @param metrics of the last step
 */
public record TrainingResult(
        long steps,
        boolean early,
        Optional<Path> checkpoint,
        SequencedMap<String, Double> metrics) {}
