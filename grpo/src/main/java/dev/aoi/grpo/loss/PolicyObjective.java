package dev.aoi.grpo.loss;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.TokenScores;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The loss of a micro-batch of completions (TRL 1.16, {@code GRPOTrainer._compute_loss}).
 *
 * <ol>
 *   <li>Log-probabilities and entropies of the completion tokens under the policy.
 *   <li>Their ratio to the policy that wrote, by token or by sequence.
 *   <li>The policy loss of each token; sequences and tokens that do not count are set to 0.
 *   <li>{@code + beta KL} to the reference, which nothing masks but padding and tools.
 *   <li>Aggregation, and the share of an accumulated step.
 *   <li>{@code - entropy_coef H}, the mean entropy of the tokens that count.
 * </ol>
 */
public final class PolicyObjective {
    private final LossOptions options;
    private final PolicyLoss policyLoss;

    public PolicyObjective(LossOptions options) {
        this.options = options;
        this.policyLoss = PolicyLosses.named(options.lossType());
    }

    /** The loss of a model on a batch; its graph leads to all weights that are trained. */
    public LossResult of(DecoderModel model, LossBatch batch) {
        try (Scope scope = Scope.open()) {
            TokenScores scores =
                    TokenScores.of(
                            model,
                            batch.promptIds(),
                            batch.promptMask(),
                            batch.completionIds(),
                            batch.completionMask(),
                            options.temperature(),
                            options.entropyCoef() == 0
                                    ? EntropyGradient.LEFT_OUT
                                    : EntropyGradient.RECORDED);
            LossResult result = of(scores, batch);
            scope.keep(result.loss());
            return result;
        }
    }

    /** The loss of completions that have been scored. */
    public LossResult of(TokenScores scores, LossBatch batch) {
        try (Scope scope = Scope.open()) {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            Tensor logProbs = scores.logProbs();
            Masked masked = Masked.of(batch.counted(), logProbs.scalar_type());
            Tensor old = orElse(batch.oldLogProbs(), logProbs.detach());
            Tensor logRatio = logProbs.sub(old);
            Tensor ratio = options.importanceSampling().logWeights(logRatio, masked).exp();
            Tensor advantages =
                    batch.advantages().dim() == 1
                            ? batch.advantages().unsqueeze(1)
                            : batch.advantages();
            LossTerms terms = new LossTerms(logProbs, logRatio, ratio, advantages, masked, options);

            Tensor losses = policyLoss.perToken(terms);
            if (options.offPolicyMaskThreshold().isPresent()) {
                Tensor sampling = orElse(batch.samplingLogProbs(), old);
                losses =
                        losses.mul(
                                TokenSelection.onPolicy(
                                        terms,
                                        sampling,
                                        options.offPolicyMaskThreshold().getAsDouble()));
            }
            Masked acting = masked;
            if (options.topEntropyQuantile() < 1) {
                Tensor top =
                        TokenSelection.topEntropy(
                                scores.entropies(), masked, options.topEntropyQuantile());
                losses = losses.mul(top);
                acting = new Masked(masked.mask().mul(top));
            }
            if (options.beta() != 0) {
                Tensor divergence = divergence(terms, batch.referenceLogProbs());
                losses = losses.add(divergence.mul(new Scalar(options.beta())));
                metrics.put("kl", masked.mean(divergence));
            }

            Tensor loss = policyLoss.aggregation().share(losses, masked, options, batch.items());
            if (options.entropyCoef() != 0) {
                metrics.put("entropy_coef", options.entropyCoef());
                loss = loss.sub(bonus(scores.entropies(), acting));
            }
            metrics.put("entropy", masked.mean(scores.entropies()));
            policyLoss.metrics(terms, metrics::put);
            return new LossResult(scope.keep(loss), metrics);
        }
    }

    private static Tensor orElse(@Nullable Tensor given, Tensor instead) {
        return given == null ? instead : given;
    }

    /** Schulman's k3 estimate of the divergence from the reference, token by token. */
    private Tensor divergence(LossTerms terms, @Nullable Tensor reference) {
        if (reference == null) {
            throw new IllegalArgumentException(
                    "beta is %s, but the batch has no ref_per_token_logps"
                            .formatted(options.beta()));
        }
        return Scope.of(
                () -> {
                    Tensor distance = reference.sub(terms.logProbs());
                    Tensor estimate = distance.exp().sub(distance).sub(new Scalar(1.0));
                    return options.useBiasCorrectionKl() ? estimate.mul(terms.ratio()) : estimate;
                });
    }

    private Tensor bonus(Tensor entropies, Masked acting) {
        return Scope.of(
                () ->
                        acting.sum(entropies)
                                .div(acting.count())
                                .mul(
                                        new Scalar(
                                                options.entropyCoef()
                                                        / options.gradientAccumulationSteps())));
    }
}
