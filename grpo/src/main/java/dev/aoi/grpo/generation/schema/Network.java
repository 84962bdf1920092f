package dev.aoi.grpo.generation.schema;

import java.nio.charset.StandardCharsets;

/**
 * A grammar over bytes as a network of states. A rule goes from its start to its end; an edge is a
 * range of bytes, or nothing, or another rule as a whole. Rules may call themselves, so documents
 * may nest as deep as they like.
 */
final class Network {
    /** Above it a schema is refused; a state costs some 100 bytes. */
    private static final int MOST = 1_000_000;

    private final IntRows bytes = new IntRows(4);
    private final IntRows empties = new IntRows(2);
    private final IntRows calls = new IntRows(3);
    private final IntRows rules = new IntRows(2);
    private final IntRows counted = new IntRows(3);
    private int states;

    int state() {
        if (states == MOST) {
            throw new SchemaException(
                    "the schema needs more than %d states; lower its counts (maxLength, maxItems,"
                                    .formatted(MOST)
                            + " repetitions in patterns)");
        }
        return states++;
    }

    int states() {
        return states;
    }

    /** A new rule without content. */
    int rule() {
        rules.add(state(), state());
        return rules.size() - 1;
    }

    int start(int rule) {
        return rules.get(rule, 0);
    }

    int end(int rule) {
        return rules.get(rule, 1);
    }

    void range(int from, int lowest, int highest, int to) {
        bytes.add(from, lowest, highest, to);
    }

    void empty(int from, int to) {
        empties.add(from, to);
    }

    void call(int from, int rule, int to) {
        calls.add(from, rule, to);
    }

    /**
     * Says that states in a row are those of strings without any condition but their length.
     *
     * @param most negative for no bound
     */
    void counted(int first, int least, int most) {
        counted.add(first, least, most);
    }

    /** Rows of first state, least length, most. */
    IntRows counted() {
        return counted;
    }

    void text(int from, String text, int to) {
        int at = from;
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int next = i == encoded.length - 1 ? to : state();
            range(at, encoded[i] & 0xFF, encoded[i] & 0xFF, next);
            at = next;
        }
        if (encoded.length == 0) {
            empty(from, to);
        }
    }

    /** A colon or comma and at most one space. */
    void separator(int from, char separator, int to) {
        int after = state();
        range(from, separator, separator, after);
        range(after, ' ', ' ', to);
        empty(after, to);
    }

    /** Rows of from, lowest, highest, to. */
    IntRows ranges() {
        return bytes;
    }

    /** Rows of from, to. */
    IntRows empties() {
        return empties;
    }

    /** Rows of from, rule, to. */
    IntRows calls() {
        return calls;
    }

    /** Rows of start, end. */
    IntRows rules() {
        return rules;
    }
}
