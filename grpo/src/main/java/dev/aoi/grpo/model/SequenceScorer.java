package dev.aoi.grpo.model;

import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores completions that are known, without padding on the left: a token's position is its place.
 */
public final class SequenceScorer {
    private final DecoderModel model;
    private final double temperature;

    /**
     * @param temperature that logits are divided by; more than 0
     */
    public SequenceScorer(DecoderModel model, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException(
                    "temperature must be more than 0, but is " + temperature);
        }
        this.model = model;
        this.temperature = temperature;
    }

    /**
     * A sequence to be scored.
     *
     * @param ids of prompt and completion
     * @param promptLength tokens of the prompt; 1 and more
     */
    public record Request(int[] ids, int promptLength) {
        public Request {
            if (promptLength < 1 || promptLength >= ids.length) {
                throw new IllegalArgumentException(
                        "prompt_length must be from 1 to below the %d ids, but is %d"
                                .formatted(ids.length, promptLength));
            }
        }
    }

    /**
     * What a model thinks of a completion.
     *
     * @param logProbs of its tokens
     * @param entropies in nats, of the distributions that they stand for
     */
    public record Answer(float[] logProbs, float[] entropies) {}

    /** Scores sequences side by side. */
    public List<Answer> score(List<Request> requests) {
        int vocabulary = model.config().vocabularySize();
        for (Request request : requests) {
            for (int id : request.ids) {
                if (id < 0 || id >= vocabulary) {
                    throw new IllegalArgumentException(
                            "token %d is not in the model's vocabulary of %d"
                                    .formatted(id, vocabulary));
                }
            }
        }
        return requests.isEmpty() ? List.of() : Gradients.off(() -> scored(requests));
    }

    private List<Answer> scored(List<Request> requests) {
        int width = requests.stream().mapToInt(r -> r.ids.length).max().orElseThrow();
        int first = requests.stream().mapToInt(r -> r.promptLength).min().orElseThrow();
        long[] ids = new long[requests.size() * width];
        for (int row = 0; row < requests.size(); row++) {
            int[] own = requests.get(row).ids;
            for (int i = 0; i < own.length; i++) {
                ids[row * width + i] = own[i];
            }
        }
        try (Scope _ = Scope.open()) {
            Tensor tokens = TensorBytes.of(ids, requests.size(), width);
            // Padding stands behind all tokens, where no token looks.
            Tensor hidden = model.hidden(tokens, Attendance.whole());
            int asked = width - first;
            TokenScores scores =
                    TokenScores.ofLogits(
                            model.logits(hidden.narrow(1, first - 1, asked)),
                            tokens.narrow(1, first, asked),
                            temperature,
                            EntropyGradient.LEFT_OUT);
            float[] logProbs = TensorBytes.floats(scores.logProbs());
            float[] entropies = TensorBytes.floats(scores.entropies());
            List<Answer> answers = new ArrayList<>();
            for (int row = 0; row < requests.size(); row++) {
                Request request = requests.get(row);
                int from = row * asked + request.promptLength - first;
                int to = row * asked + request.ids.length - first;
                answers.add(
                        new Answer(
                                Arrays.copyOfRange(logProbs, from, to),
                                Arrays.copyOfRange(entropies, from, to)));
            }
            return answers;
        }
    }
}
