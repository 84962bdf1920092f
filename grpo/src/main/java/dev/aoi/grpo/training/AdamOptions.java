package dev.aoi.grpo.training;

/**
 * The optimiser's options, by transformers' names.
 *
 * @param learningRate {@code learning_rate}, the greatest of the schedule
 * @param beta1 {@code adam_beta1}
 * @param beta2 {@code adam_beta2}
 * @param epsilon {@code adam_epsilon}
 * @param weightDecay {@code weight_decay}
 */
public record AdamOptions(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {

    public AdamOptions {
        if (!(learningRate >= 0)) {
            throw new IllegalArgumentException(
                    "learning_rate must be 0 or more, but is " + learningRate);
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    "adam_beta1 and adam_beta2 must be from 0 to below 1, but are %s and %s"
                            .formatted(beta1, beta2));
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("adam_epsilon must be above 0, but is " + epsilon);
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "weight_decay must be 0 or more, but is " + weightDecay);
        }
    }

    /** transformers' defaults, with a learning rate. */
    public static AdamOptions of(double learningRate) {
        return new AdamOptions(learningRate, 0.9, 0.999, 1e-8, 0);
    }

    /** The same with a weight decay. */
    public AdamOptions withWeightDecay(double decay) {
        return new AdamOptions(learningRate, beta1, beta2, epsilon, decay);
    }
}
