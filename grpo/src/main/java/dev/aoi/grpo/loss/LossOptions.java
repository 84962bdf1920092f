package dev.aoi.grpo.loss;

import java.util.OptionalDouble;

/**
 * The options of a policy loss, by the names and with the defaults of TRL 1.16's {@code
 * GRPOConfig}.
 *
 * @param lossType {@code loss_type}: a name of {@link PolicyLosses}
 * @param importanceSampling {@code importance_sampling_level}
 * @param beta weight of the KL term; 0 leaves it out
 * @param epsilon how far a ratio may fall below 1
 * @param epsilonHigh {@code epsilon_high}: how far it may rise above 1; for cispo the cap itself
 * @param delta the greatest ratio that counts; absent for none
 * @param temperature that logits are divided by
 * @param maxCompletionLength {@code max_completion_length}, in tokens
 * @param gradientAccumulationSteps micro-batches of an optimiser step
 * @param stepsPerGeneration micro-batches of a generation batch
 * @param topEntropyQuantile share of the tokens, those of highest entropy, that the loss looks at
 * @param entropyCoef weight of the entropy bonus; 0 leaves it out
 * @param offPolicyMaskThreshold sequences of negative advantage whose mean log-ratio is above it do
 *     not count (DeepSeek-V3.2); absent for none
 * @param useBiasCorrectionKl whether the KL term is multiplied by the ratio
 * @param sapo temperatures of the sapo loss
 * @param vespo weights of the vespo loss
 */
public record LossOptions(
        String lossType,
        ImportanceSampling importanceSampling,
        double beta,
        double epsilon,
        double epsilonHigh,
        OptionalDouble delta,
        double temperature,
        int maxCompletionLength,
        int gradientAccumulationSteps,
        int stepsPerGeneration,
        double topEntropyQuantile,
        double entropyCoef,
        OptionalDouble offPolicyMaskThreshold,
        boolean useBiasCorrectionKl,
        Sapo sapo,
        Vespo vespo) {

    /**
     * @param positive {@code sapo_temperature_pos}, for positive advantages
     * @param negative {@code sapo_temperature_neg}, for others
     */
    public record Sapo(double positive, double negative) {}

    /**
     * @param positiveExponent {@code vespo_k_pos}
     * @param positiveRate {@code vespo_lambda_pos}
     * @param negativeExponent {@code vespo_k_neg}
     * @param negativeRate {@code vespo_lambda_neg}
     */
    public record Vespo(
            double positiveExponent,
            double positiveRate,
            double negativeExponent,
            double negativeRate) {}

    public LossOptions {
        PolicyLosses.named(lossType);
        require(temperature > 0, "temperature", temperature, "more than 0");
        require(epsilon >= 0, "epsilon", epsilon, "0 or more");
        require(beta >= 0, "beta", beta, "0 or more");
        require(maxCompletionLength > 0, "max_completion_length", maxCompletionLength, "1 or more");
        require(
                gradientAccumulationSteps > 0,
                "gradient_accumulation_steps",
                gradientAccumulationSteps,
                "1 or more");
        require(stepsPerGeneration > 0, "steps_per_generation", stepsPerGeneration, "1 or more");
        require(
                topEntropyQuantile >= 0 && topEntropyQuantile <= 1,
                "top_entropy_quantile",
                topEntropyQuantile,
                "from 0 to 1");
        delta.ifPresent(cap -> require(cap > 0, "delta", cap, "more than 0"));
    }

    /**
     * TRL's defaults, where {@code epsilon_high} is epsilon and {@code steps_per_generation} is
     * {@code gradient_accumulation_steps}.
     */
    public static LossOptions standard() {
        return new LossOptions(
                "dapo",
                ImportanceSampling.TOKEN,
                0,
                0.2,
                0.2,
                OptionalDouble.empty(),
                1,
                512,
                1,
                1,
                1,
                0,
                OptionalDouble.empty(),
                true,
                new Sapo(1, 1.05),
                new Vespo(2, 3, 3, 2));
    }

    private static void require(boolean holds, String option, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s must be %s, but is %s".formatted(option, allowed, value));
        }
    }
}
