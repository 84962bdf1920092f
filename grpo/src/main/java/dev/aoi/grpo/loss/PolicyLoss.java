package dev.aoi.grpo.loss;

import org.bytedeco.pytorch.Tensor;

import java.util.function.BiConsumer;

/**
 * One way to turn advantages into a loss, TRL's {@code loss_type}. A new one is one class and its
 * line in {@link PolicyLosses}.
 */
public interface PolicyLoss {

    /** TRL's name for it. */
    String name();

    /** How its tokens' losses are put together. */
    Aggregation aggregation();

    /** The loss of each token, (batch, positions) or (batch, 1), without KL and entropy terms. */
    Tensor perToken(LossTerms terms);

    /** What is worth showing of it, by TRL's names. */
    void metrics(LossTerms terms, BiConsumer<String, Double> into);
}
