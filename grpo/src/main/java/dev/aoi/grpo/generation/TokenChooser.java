package dev.aoi.grpo.generation;

import dev.aoi.grpo.decoding.Exponentials;
import dev.aoi.grpo.tensor.CounterRandom;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Chooses a token by its logits, in memory taken once.
 *
 * <p>The log-probability that is told is the token's under all tokens at the scored temperature,
 * without penalty, cut or constraint: what a trainer computes for it again.
 */
final class TokenChooser {
    private final SamplingOptions options;
    private final float[] logits;
    private final float[] weights;
    private final long[] order;
    private double logProb;

    TokenChooser(SamplingOptions options, int vocabulary) {
        this.options = options;
        this.logits = new float[vocabulary];
        this.weights = new float[vocabulary];
        this.order = new long[vocabulary];
    }

    /**
     * The next token of a sequence.
     *
     * @param memory of all rows' logits, float32
     * @param row of the sequence
     * @param seen tokens that the sequence has
     * @param random of the sequence
     * @param place of the token in its completion
     * @param allowed tokens; null for all
     * @throws IllegalStateException when none is
     */
    int choose(
            MemorySegment memory,
            int row,
            BitSet seen,
            CounterRandom random,
            int place,
            @Nullable AllowedTokens allowed) {
        long offset = (long) row * logits.length * Float.BYTES;
        MemorySegment.copy(
                memory, ValueLayout.JAVA_FLOAT_UNALIGNED, offset, logits, 0, logits.length);
        int best = greatest();
        double scored = options.scoredTemperature();
        double total = weigh(best, scored);
        if (options.repetitionPenalty() == 1 && allowed == null) {
            int token = options.isGreedy() ? best : drawn(total, random.uniform(place));
            logProb = (logits[token] - logits[best]) / scored - Math.log(total);
            return token;
        }
        double normaliser = logits[best] / scored + Math.log(total);
        penalise(seen);
        if (allowed != null) {
            keep(allowed.words(logits.length));
        }
        int first = greatest();
        int token =
                options.isGreedy()
                        ? first
                        : drawn(weigh(first, options.temperature()), random.uniform(place));
        float told = memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset + 4L * token);
        logProb = told / scored - normaliser;
        return token;
    }

    /** Of the token that was chosen last. */
    double logProb() {
        return logProb;
    }

    private int greatest() {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private void penalise(BitSet seen) {
        float penalty = (float) options.repetitionPenalty();
        for (int token = seen.nextSetBit(0); token >= 0; token = seen.nextSetBit(token + 1)) {
            logits[token] = logits[token] < 0 ? logits[token] * penalty : logits[token] / penalty;
        }
    }

    /** Leaves the logits of the tokens that are allowed. */
    private void keep(long[] allowed) {
        for (int i = 0; i < logits.length; i++) {
            if ((allowed[i / Long.SIZE] >>> i & 1) == 0) {
                logits[i] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** Probabilities at a temperature as multiples of the best one's; their sum. */
    private double weigh(int best, double temperature) {
        return Exponentials.of(logits, logits[best], temperature, weights);
    }

    private int drawn(double all, double uniform) {
        double total = all;
        boolean few = options.topK() > 0 && options.topK() < logits.length || options.topP() < 1;
        if (few) {
            cut();
        }
        if (few || options.minP() > 0) {
            total = 0;
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] < options.minP()) {
                    weights[i] = 0;
                }
                total += weights[i];
            }
        }
        double left = uniform * total;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /** Leaves the weights of the tokens that top-k and top-p allow. */
    private void cut() {
        for (int i = 0; i < weights.length; i++) {
            // The bits of positive numbers are in the numbers' order; among equals the first wins.
            order[i] =
                    (long) Float.floatToRawIntBits(weights[i]) << Integer.SIZE
                            | Integer.MAX_VALUE - i;
        }
        Arrays.sort(order);
        int most = options.topK() > 0 ? Math.min(options.topK(), order.length) : order.length;
        double total = 0;
        for (int i = 0; i < most; i++) {
            total += weights[token(i)];
        }
        double reached = 0;
        int kept = 0;
        while (kept < most && (kept == 0 || reached < options.topP() * total)) {
            reached += weights[token(kept)];
            kept++;
        }
        for (int i = kept; i < order.length; i++) {
            weights[token(i)] = 0;
        }
    }

    private int token(int rank) {
        return Integer.MAX_VALUE - (int) order[order.length - 1 - rank];
    }
}
