package dev.aoi.grpo.text.template;

/** What one rendering may use, since templates come with models from elsewhere. */
final class Budget {

    private static final long MAX_CHARACTERS = 64L << 20;
    private static final long MAX_STEPS = 5_000_000;
    private static final int MAX_CALL_DEPTH = 100;

    private long characters;
    private long steps;
    private int depth;

    void spendCharacters(int count) {
        characters += count;
        if (characters > MAX_CHARACTERS) {
            throw new TemplateException(
                    "the template writes more than " + MAX_CHARACTERS + " characters");
        }
    }

    void spendStep() {
        if (++steps > MAX_STEPS) {
            throw new TemplateException("the template runs more than " + MAX_STEPS + " statements");
        }
    }

    void enter() {
        if (++depth > MAX_CALL_DEPTH) {
            throw new TemplateException(
                    "macros call each other deeper than " + MAX_CALL_DEPTH + " levels");
        }
    }

    void leave() {
        depth--;
    }
}
