package dev.aoi.grpo.training;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.loss.LossOptions;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How GRPO trains, by TRL's names.
 *
 * @param training what all trainings have
 * @param loss of a micro-batch; its {@code gradient_accumulation_steps} are the training's, and its
 *     {@code steps_per_generation} are the micro-batches of a round
 * @param advantage how rewards become advantages
 * @param rewardWeights {@code reward_weights} by name; 1 for a reward that has none
 * @param numIterations {@code num_iterations}: how often each round is used
 * @param maskTruncatedCompletions {@code mask_truncated_completions}: those do not count
 * @param oldLogProbs what ratios are taken to
 */
public record GrpoOptions(
        TrainingOptions training,
        LossOptions loss,
        AdvantageRule advantage,
        Map<String, Double> rewardWeights,
        int numIterations,
        boolean maskTruncatedCompletions,
        OldLogProbs oldLogProbs) {

    /** {@code learning_rate} when none is chosen. */
    public static final double LEARNING_RATE = 1e-6;

    /** The policy that ratios are taken to. */
    public enum OldLogProbs {
        /** The one that wrote, where log-probabilities were recorded; else as {@link #COMPUTED}. */
        RECORDED,
        /**
         * The one at the round's beginning, as TRL has it; recorded ones only serve {@code
         * off_policy_mask_threshold}.
         */
        COMPUTED
    }

    public GrpoOptions {
        rewardWeights = Collections.unmodifiableMap(new TreeMap<>(rewardWeights));
        if (numIterations < 1) {
            throw new IllegalArgumentException(
                    "num_iterations must be 1 or more, but is " + numIterations);
        }
        if (loss.gradientAccumulationSteps() != training.gradientAccumulationSteps()) {
            throw new IllegalArgumentException(
                    "gradient_accumulation_steps is %d for the loss, but %d for the training"
                            .formatted(
                                    loss.gradientAccumulationSteps(),
                                    training.gradientAccumulationSteps()));
        }
        if (loss.stepsPerGeneration() % loss.gradientAccumulationSteps() != 0) {
            throw new IllegalArgumentException(
                    "steps_per_generation must be a multiple of gradient_accumulation_steps, but is %d with %d"
                            .formatted(
                                    loss.stepsPerGeneration(), loss.gradientAccumulationSteps()));
        }
    }

    /** One iteration, advantages by group, all completions, recorded log-probabilities. */
    public static GrpoOptions of(TrainingOptions training, LossOptions loss) {
        return new GrpoOptions(
                training, loss, AdvantageRule.standard(), Map.of(), 1, false, OldLogProbs.RECORDED);
    }

    /**
     * TRL's defaults, but for what {@link TrainingOptions#of} says and for recorded
     * log-probabilities, which TRL does not know.
     */
    public static GrpoOptions standard() {
        return of(TrainingOptions.of(LEARNING_RATE), LossOptions.standard());
    }

    /** Completions that a round asks for. */
    int completionsPerRound() {
        return training.perDeviceTrainBatchSize() * loss.stepsPerGeneration();
    }

    /** Optimiser steps that go once over a round. */
    int stepsPerIteration() {
        return loss.stepsPerGeneration() / loss.gradientAccumulationSteps();
    }

    /** Optimiser steps of a round. */
    int stepsPerRound() {
        return stepsPerIteration() * numIterations;
    }
}
