package dev.aoi.agent.tokens;

/** One token per four characters (UTF-16 units), rounded up. */
record EstimatedTokens() implements TokenCounter {
    private static final int CHARS_PER_TOKEN = 4;

    @Override
    public int count(String text) {
        return Math.ceilDiv(text.length(), CHARS_PER_TOKEN);
    }

    @Override
    public boolean estimated() {
        return true;
    }
}
