package dev.aoi.grpo.generation;

/**
 * What one completion may go on with: asked before each of its tokens, told each of them.
 *
 * <p>A stop token is allowed where {@link #mayEnd} holds, whatever {@link #allowed} says of it, and
 * nowhere else. Where nothing is allowed and the completion may end, it ends at once, without a
 * stop token.
 */
public interface TokenConstraint {
    /**
     * The tokens that may come next.
     *
     * @return a bit for each token id, 64 in a word, lowest first (as {@link
     *     java.util.BitSet#valueOf(long[])} reads them); ids beyond are not allowed. The caller
     *     leaves the array as it is.
     */
    long[] allowed();

    /** Whether the completion may end here. */
    boolean mayEnd();

    /**
     * Goes on behind a token.
     *
     * @param token that was chosen, no stop token
     */
    void accept(int token);

    /** Makes the constraint of each completion. */
    @FunctionalInterface
    interface Source {
        /** The constraint of a completion that has no token yet. */
        TokenConstraint begin();
    }
}
