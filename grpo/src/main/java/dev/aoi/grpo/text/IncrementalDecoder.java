package dev.aoi.grpo.text;

/**
 * Turns token ids into text as they come. A character whose bytes are spread over several tokens is
 * held back until it is whole, so no piece ever ends within one. The pieces joined are exactly what
 * {@link Tokenizer#decode} makes of all ids. Not safe for use by several threads.
 */
public final class IncrementalDecoder {

    private final Tokenizer tokenizer;
    private final boolean skipSpecial;
    private final Utf8Stream utf8 = new Utf8Stream();

    IncrementalDecoder(Tokenizer tokenizer, boolean skipSpecial) {
        this.tokenizer = tokenizer;
        this.skipSpecial = skipSpecial;
    }

    /**
     * Takes the next token.
     *
     * @param id its id; one that the vocabulary lacks adds nothing
     * @return the text that is certain now; often empty within a multi-byte character
     */
    public String append(int id) {
        StringBuilder piece = new StringBuilder();
        append(id, piece);
        return piece.toString();
    }

    /**
     * Ends the text. The decoder then starts afresh.
     *
     * @return U+FFFD for an unfinished character at the end, else the empty string
     */
    public String finish() {
        StringBuilder piece = new StringBuilder();
        finish(piece);
        return piece.toString();
    }

    void append(int id, StringBuilder text) {
        if (!(skipSpecial && tokenizer.isSpecial(id))) {
            utf8.append(tokenizer.bytesShared(id), text);
        }
    }

    void finish(StringBuilder text) {
        utf8.finish(text);
    }
}
