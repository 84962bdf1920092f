package dev.aoi.grpo.training;

import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.TokenScores;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Cross entropy of the tokens that are to be learned. Sequences are padded on the right, where
 * causal attention never looks, so no mask is needed; logits are computed where a learned token
 * follows only.
 */
final class SupervisedLoss {
    private SupervisedLoss() {}

    /**
     * @param loss this batch's share of the step's mean
     * @param metrics by TRL's names
     */
    record Result(Tensor loss, SequencedMap<String, Double> metrics) {}

    /**
     * The loss of a batch in which at least one token is to be learned.
     *
     * @param items tokens to be learned in the whole step
     */
    static Result of(DecoderModel model, List<Example> batch, int items) {
        try (Scope scope = Scope.open()) {
            int width =
                    batch.stream().mapToInt(example -> example.ids().length).max().orElseThrow();
            long[] ids = new long[batch.size() * width];
            long[] places = new long[ids.length];
            long[] targets = new long[ids.length];
            int count = 0;
            for (int r = 0; r < batch.size(); r++) {
                Example example = batch.get(r);
                for (int i = 0; i < example.ids().length; i++) {
                    ids[r * width + i] = example.ids()[i];
                    if (i > 0 && example.learned()[i]) {
                        places[count] = (long) r * width + i - 1;
                        targets[count++] = example.ids()[i];
                    }
                }
            }
            Tensor hidden =
                    model.hidden(TensorBytes.of(ids, batch.size(), width), Attendance.whole());
            Tensor before =
                    hidden.reshape(-1, hidden.size(-1))
                            .index_select(0, TensorBytes.of(Arrays.copyOf(places, count), count));
            Tensor wanted = TensorBytes.of(Arrays.copyOf(targets, count), count);
            Tensor logits = model.logits(before);
            TokenScores scores = TokenScores.ofLogits(logits, wanted, 1, EntropyGradient.LEFT_OUT);
            Tensor loss = scores.logProbs().sum().neg().div(new Scalar((double) items));
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("entropy", scores.entropies().mean().item_double());
            metrics.put("mean_token_accuracy", accuracy(logits, wanted));
            return new Result(scope.keep(loss), metrics);
        }
    }

    private static double accuracy(Tensor logits, Tensor wanted) {
        return Gradients.off(
                () -> {
                    try (Scope _ = Scope.open()) {
                        return logits.argmax(new LongOptional(-1), false)
                                .eq(wanted)
                                .to(ScalarType.Double)
                                .mean()
                                .item_double();
                    }
                });
    }
}
