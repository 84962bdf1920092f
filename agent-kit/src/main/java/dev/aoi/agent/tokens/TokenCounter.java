package dev.aoi.agent.tokens;

/**
 * How many tokens a model makes of a text. Either the model's own tokenizer or a declared estimate
 * (DESIGN.md invariant 7).
 */
public interface TokenCounter {

    /** Tokens of the text; 0 for an empty one. */
    int count(String text);

    /** Whether {@link #count} is only an estimate. */
    boolean estimated();

    /**
     * The text within a budget: its head and its tail around a marker that tells how many tokens
     * are left out. A text that fits comes back unchanged; a budget too small for the marker yields
     * the marker alone, so that a cut is never silent.
     *
     * @param budget tokens
     */
    default String fit(String text, int budget) {
        return new TextCut(this).fit(text, budget);
    }

    /** The counter for a model name as endpoints have it, with or without a vendor prefix. */
    static TokenCounter forModel(String model) {
        return OpenAiTokens.forModel(model)
                .<TokenCounter>map(tokens -> tokens)
                .orElseGet(EstimatedTokens::new);
    }

    /** The declared estimate: a token per four characters, rounded up. */
    static TokenCounter estimate() {
        return new EstimatedTokens();
    }
}
