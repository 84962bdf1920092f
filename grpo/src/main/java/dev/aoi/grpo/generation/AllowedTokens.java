package dev.aoi.grpo.generation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Set;

/**
 * What a completion's constraint and the stop tokens come to: a stop token is allowed exactly where
 * the completion may end.
 */
final class AllowedTokens {
    private final TokenConstraint constraint;
    private final Set<Integer> stopTokens;
    private long[] words = new long[0];

    private AllowedTokens(TokenConstraint constraint, Set<Integer> stopTokens) {
        this.constraint = constraint;
        this.stopTokens = stopTokens;
    }

    /** Of a completion that begins; null when its options have no constraint. */
    static @Nullable AllowedTokens begin(SamplingOptions options) {
        return options.constraint() == null
                ? null
                : new AllowedTokens(options.constraint().begin(), options.stopTokens());
    }

    /**
     * The tokens that may come next, a bit each; the array is this object's own.
     *
     * @param vocabulary how many tokens there are to choose from
     * @throws IllegalStateException when there is none among them
     */
    long[] words(int vocabulary) {
        long[] allowed = constraint.allowed();
        int length = (vocabulary + Long.SIZE - 1) / Long.SIZE;
        if (words.length != length) {
            words = new long[length];
        }
        int both = Math.min(length, allowed.length);
        System.arraycopy(allowed, 0, words, 0, both);
        Arrays.fill(words, both, length, 0);
        if (vocabulary % Long.SIZE != 0) {
            words[length - 1] &= -1L >>> -vocabulary;
        }
        boolean end = constraint.mayEnd();
        for (int stop : stopTokens) {
            if (stop >= 0 && stop < vocabulary) {
                long bit = 1L << stop;
                words[stop / Long.SIZE] =
                        end ? words[stop / Long.SIZE] | bit : words[stop / Long.SIZE] & ~bit;
            }
        }
        if (Arrays.stream(words).allMatch(word -> word == 0)) {
            throw new IllegalStateException(
                    "a completion's constraint allows none of the model's %d tokens, nor an end"
                            .formatted(vocabulary));
        }
        return words;
    }

    /** Goes on behind a token that is no stop token; whether nothing can follow but an end. */
    boolean endsWith(int token) {
        constraint.accept(token);
        return constraint.mayEnd()
                && Arrays.stream(constraint.allowed()).allMatch(word -> word == 0);
    }
}
