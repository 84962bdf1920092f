package dev.aoi.grpo.generation;

import dev.aoi.grpo.tensor.CounterRandom;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;

/** A completion that is being written. */
final class Sequence {
    private final int prompt;
    private final int number;
    private final CounterRandom random;
    private final BitSet seen = new BitSet();
    private final int[] ids;
    private final float[] logProbs;
    private final @Nullable AllowedTokens allowed;
    private int length;
    private @Nullable FinishReason finish;

    Sequence(
            int prompt,
            int number,
            CounterRandom random,
            int[] promptIds,
            SamplingOptions options) {
        this.prompt = prompt;
        this.number = number;
        this.random = random;
        this.ids = new int[options.maxNewTokens()];
        this.logProbs = new float[options.maxNewTokens()];
        this.allowed = AllowedTokens.begin(options);
        for (int id : promptIds) {
            seen.set(id);
        }
    }

    BitSet seen() {
        return seen;
    }

    /** What may come next; null when everything may. */
    @Nullable AllowedTokens allowed() {
        return allowed;
    }

    CounterRandom random() {
        return random;
    }

    int length() {
        return length;
    }

    /** The most tokens that it may have. */
    int most() {
        return ids.length;
    }

    int last() {
        return ids[length - 1];
    }

    boolean finished() {
        return finish != null;
    }

    void add(int token, double logProb, SamplingOptions options, TokenListener listener) {
        ids[length] = token;
        logProbs[length] = (float) logProb;
        length++;
        seen.set(token);
        boolean told = listener.token(prompt, number, token);
        if (told || options.stopTokens().contains(token)) {
            finish = FinishReason.STOP;
        } else if (allowed != null && allowed.endsWith(token)) {
            finish = FinishReason.STOP;
        } else if (length == options.maxNewTokens()) {
            finish = FinishReason.LENGTH;
        }
    }

    Completion completion() {
        if (finish == null) {
            throw new IllegalStateException(
                    "completion %d of prompt %d has not ended".formatted(number, prompt));
        }
        return new Completion(
                prompt,
                number,
                Arrays.copyOf(ids, length),
                Arrays.copyOf(logProbs, length),
                finish);
    }
}
