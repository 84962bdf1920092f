package dev.aoi.grpo.loss;

import org.bytedeco.pytorch.Tensor;

import java.util.Collections;
import java.util.SequencedMap;

/**
 * A loss to be minimised.
 *
 * @param loss one number, with its graph
 * @param metrics by TRL's names
 */
public record LossResult(Tensor loss, SequencedMap<String, Double> metrics) {

    public LossResult {
        metrics = Collections.unmodifiableSequencedMap(metrics);
    }
}
