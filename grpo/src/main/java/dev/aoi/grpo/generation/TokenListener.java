package dev.aoi.grpo.generation;

/** Hears each token as it is chosen. */
@FunctionalInterface
public interface TokenListener {
    /** Hears nothing. */
    TokenListener SILENT = (prompt, number, token) -> false;

    /**
     * A completion has one more token.
     *
     * @return whether the completion ends with it
     */
    boolean token(int prompt, int number, int token);
}
