package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** How the losses of tokens become one number. */
public enum Aggregation {
    /** Mean over sequences of the means over their tokens (GRPO). */
    MEAN_OF_SEQUENCES {
        @Override
        Tensor of(Tensor losses, Masked masked, LossOptions options, double items) {
            return masked.sequenceMeans(losses).mean();
        }
    },
    /** Mean over the tokens of this batch (BNPO). */
    MEAN_OF_TOKENS {
        @Override
        Tensor of(Tensor losses, Masked masked, LossOptions options, double items) {
            return masked.sum(losses).div(masked.count());
        }
    },
    /** Sum over tokens by the tokens there could have been (Dr. GRPO, Liu et al. 2025). */
    SUM_BY_FULL_LENGTH {
        @Override
        Tensor of(Tensor losses, Masked masked, LossOptions options, double items) {
            double tokens = (double) losses.size(0) * options.maxCompletionLength();
            return masked.sum(losses).div(new Scalar(tokens));
        }
    },
    /** Sum over tokens by the completion tokens of the whole optimiser step (DAPO). */
    SUM_BY_STEP_TOKENS {
        @Override
        Tensor of(Tensor losses, Masked masked, LossOptions options, double items) {
            double window =
                    Math.max(items, 1)
                            * options.gradientAccumulationSteps()
                            / options.stepsPerGeneration();
            return masked.sum(losses).div(new Scalar(window));
        }

        @Override
        boolean accumulated() {
            return true;
        }
    },
    /** Mean over sequences of the sums of their tokens (LUSPO). */
    MEAN_OF_SEQUENCE_SUMS {
        @Override
        Tensor of(Tensor losses, Masked masked, LossOptions options, double items) {
            return masked.sequenceSums(losses).mean();
        }
    };

    /**
     * The loss of a micro-batch before accumulation.
     *
     * @param losses (batch, positions) or (batch, 1)
     * @param items completion tokens of the generation batch
     */
    abstract Tensor of(Tensor losses, Masked masked, LossOptions options, double items);

    /** Whether the number of micro-batches of a step is in the divisor already. */
    boolean accumulated() {
        return false;
    }

    /** The share of the optimiser step's loss. */
    final Tensor share(Tensor losses, Masked masked, LossOptions options, double items) {
        return Scope.of(
                () -> {
                    Tensor loss = of(losses, masked, options, items);
                    int steps = options.gradientAccumulationSteps();
                    return accumulated() || steps == 1
                            ? loss
                            : loss.div(new Scalar((double) steps));
                });
    }
}
