package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.TokenConstraint;

/**
 * The allowed tokens of a grammar's positions, remembered for completions to come. Safe for use by
 * several threads.
 */
final class TokenMasks {
    /** A mask takes about the memory of so many positions. */
    private static final int MASK_WEIGHT = 16;

    private final AutomatonTable table;
    private final TokenTrie trie;
    private final Automaton automaton;
    private final CountedStrings strings;
    private int found;

    TokenMasks(AutomatonTable table, TokenTrie trie) {
        this.table = table;
        this.trie = trie;
        this.automaton = new Automaton(table);
        this.strings = new CountedStrings(table.counted(), trie.longest());
    }

    Position start() {
        return automaton.start();
    }

    /** How much is remembered: positions, and masks. */
    synchronized int size() {
        return automaton.size() + found * MASK_WEIGHT;
    }

    synchronized long[] following(Position position) {
        long[] mask = position.mask();
        if (mask != null) {
            return mask;
        }
        Position same = automaton.representative(position, strings);
        mask = same.mask();
        if (mask == null) {
            mask = trie.following(automaton, table.classes(), same);
            same.mask(mask);
            found++;
        }
        position.mask(mask);
        return mask;
    }

    synchronized Position behind(Position position, int token) {
        byte[] text = trie.text(token);
        Position next = automaton.behind(position, text);
        if (text.length == 0 || next.dead()) {
            throw new IllegalArgumentException(
                    "token %d may not follow here under the JSON schema; choose an allowed one"
                            .formatted(token));
        }
        return next;
    }

    /** Masks for completions, afresh when too many are remembered. */
    static final class Source implements TokenConstraint.Source {
        /** Some 100 MB with a large vocabulary. */
        private static final int MOST = 100_000;

        private final AutomatonTable table;
        private final TokenTrie trie;
        private TokenMasks masks;

        Source(AutomatonTable table, TokenTrie trie) {
            this.table = table;
            this.trie = trie;
            this.masks = new TokenMasks(table, trie);
        }

        @Override
        public synchronized TokenConstraint begin() {
            if (masks.size() > MOST) {
                masks = new TokenMasks(table, trie);
            }
            return new SchemaConstraint(masks);
        }
    }
}
