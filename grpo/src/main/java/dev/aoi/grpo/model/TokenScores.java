package dev.aoi.grpo.model;

import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How probable a model finds the tokens of completions.
 *
 * @param logProbs log-probability of each completion token, (batch, completion positions)
 * @param entropies of the distribution that each token was drawn from, in nats; same shape
 */
public record TokenScores(Tensor logProbs, Tensor entropies) {

    /** Whether entropies take part in a backward pass. */
    public enum EntropyGradient {
        RECORDED,
        LEFT_OUT
    }

    /**
     * Scores completions; logits are only computed where a completion token follows, and what
     * completions with the same prompt share is computed once.
     *
     * @param promptIds (batch, prompt positions), padded on the left
     * @param promptMask 1 for tokens, 0 for padding
     * @param completionIds (batch, completion positions), padded on the right
     * @param completionMask likewise
     * @param temperature that logits are divided by
     */
    public static TokenScores of(
            DecoderModel model,
            Tensor promptIds,
            Tensor promptMask,
            Tensor completionIds,
            Tensor completionMask,
            double temperature,
            EntropyGradient gradient) {
        try (Scope scope = Scope.open()) {
            Tensor before =
                    CompletionGroups.of(promptIds, promptMask, completionIds, completionMask)
                            .hidden(model);
            TokenScores scores =
                    ofLogits(model.logits(before), completionIds, temperature, gradient);
            return new TokenScores(scope.keep(scores.logProbs), scope.keep(scores.entropies));
        }
    }

    /**
     * Scores tokens by the logits of the places before them, in float32 at least.
     *
     * @param logits (batch, positions, vocabulary)
     * @param ids (batch, positions)
     */
    public static TokenScores ofLogits(
            Tensor logits, Tensor ids, double temperature, EntropyGradient gradient) {
        try (Scope scope = Scope.open()) {
            Tensor exact =
                    logits.element_size() < Float.BYTES ? logits.to(ScalarType.Float) : logits;
            Tensor scaled = temperature == 1 ? exact : exact.div(new Scalar(temperature));
            Tensor logs = torch.log_softmax(scaled, -1);
            Tensor chosen = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1);
            Tensor entropies =
                    gradient == EntropyGradient.RECORDED
                            ? entropies(logs)
                            : Gradients.off(() -> entropies(logs.detach()));
            return new TokenScores(scope.keep(chosen), scope.keep(entropies));
        }
    }

    private static Tensor entropies(Tensor logs) {
        return Scope.of(() -> logs.exp().mul(logs).sum(new long[] {-1}, false, null).neg());
    }
}
