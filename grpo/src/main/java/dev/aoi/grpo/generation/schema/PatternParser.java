package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.schema.Expression.Choice;
import dev.aoi.grpo.generation.schema.Expression.OneOf;
import dev.aoi.grpo.generation.schema.Expression.Repeat;
import dev.aoi.grpo.generation.schema.Expression.Sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a JSON schema's {@code pattern}: ECMA-262 without look-around, back-references, word
 * boundaries and properties of characters, and with anchors only where an alternative of the whole
 * begins or ends. As there, a pattern without anchors is found anywhere in a string.
 */
final class PatternParser {
    private static final int DEEPEST = 100;
    private static final int MOST_REPEATS = 4096;

    private final int[] pattern;
    private int at;
    private int depth;

    private PatternParser(String pattern) {
        this.pattern = pattern.codePoints().toArray();
    }

    /**
     * The expression of whole strings that match.
     *
     * @throws IllegalArgumentException with the rest of a sentence that begins with the pattern
     */
    static Expression parse(String pattern) {
        if (pattern.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
            throw new IllegalArgumentException("has half a surrogate pair");
        }
        PatternParser parser = new PatternParser(pattern);
        List<Expression> branches = new ArrayList<>();
        do {
            branches.add(parser.searched());
        } while (parser.taken('|'));
        if (parser.at < parser.pattern.length) {
            throw parser.refused("has ')' without '('");
        }
        return new Choice(branches);
    }

    private Expression searched() {
        Expression anything = new Repeat(new OneOf(CodePoints.all()), 0, Expression.UNBOUNDED);
        List<Expression> parts = new ArrayList<>();
        if (!taken('^')) {
            parts.add(anything);
        }
        parts.addAll(terms());
        if (!taken('$')) {
            parts.add(anything);
        }
        if (at < pattern.length && pattern[at] != '|' && pattern[at] != ')') {
            throw refused("has '$' within, which is supported only at an alternative's end");
        }
        return new Sequence(parts);
    }

    private List<Expression> terms() {
        List<Expression> parts = new ArrayList<>();
        while (at < pattern.length
                && pattern[at] != '|'
                && pattern[at] != ')'
                && pattern[at] != '$') {
            parts.add(repeated(atom()));
        }
        return parts;
    }

    private Expression group() {
        if (taken('?') && !taken(':')) {
            throw refused("has a group (?…) that is not supported; only (…) and (?:…) are");
        }
        if (++depth > DEEPEST) {
            throw refused("nests more than %d groups".formatted(DEEPEST));
        }
        List<Expression> branches = new ArrayList<>();
        do {
            branches.add(new Sequence(terms()));
        } while (taken('|'));
        if (!taken(')')) {
            throw refused(
                    at < pattern.length
                            ? "has '$' within a group, which is not supported"
                            : "has '(' without ')'");
        }
        depth--;
        return new Choice(branches);
    }

    private Expression atom() {
        int c = pattern[at++];
        return switch (c) {
            case '(' -> group();
            case '[' -> new OneOf(characterClass());
            case '.' -> new OneOf(CodePoints.without(CodePoints.of("\n\r\u2028\u2029")));
            case '\\' -> new OneOf(new PatternEscape(pattern, at).read(end -> at = end));
            case '^' -> throw refused("has '^' within, which is supported only at the beginning");
            case '*', '+', '?', '{', '}', ']' ->
                    throw refused(
                            "has '%s' where a character was expected; write \\%s for itself"
                                    .formatted(Character.toString(c), Character.toString(c)));
            default -> new OneOf(CodePoints.of(Character.toString(c)));
        };
    }

    private Expression repeated(Expression part) {
        int least;
        int most;
        if (taken('*')) {
            least = 0;
            most = Expression.UNBOUNDED;
        } else if (taken('+')) {
            least = 1;
            most = Expression.UNBOUNDED;
        } else if (taken('?')) {
            least = 0;
            most = 1;
        } else if (taken('{')) {
            least = count();
            most = least;
            if (taken(',')) {
                most = at < pattern.length && pattern[at] == '}' ? Expression.UNBOUNDED : count();
            }
            if (!taken('}') || most != Expression.UNBOUNDED && most < least) {
                throw refused("has a repetition {…} that is none");
            }
        } else {
            return part;
        }
        // Whether a repetition is greedy changes what is found first, not which strings match.
        taken('?');
        if (at < pattern.length && "*+?{".indexOf(pattern[at]) >= 0) {
            throw refused("repeats a repetition");
        }
        return new Repeat(part, least, most);
    }

    private int count() {
        int start = at;
        int count = 0;
        while (at < pattern.length && pattern[at] >= '0' && pattern[at] <= '9') {
            count = Math.min(10 * count + pattern[at++] - '0', MOST_REPEATS + 1);
        }
        if (start == at) {
            throw refused("has a repetition {…} that is none");
        }
        if (count > MOST_REPEATS) {
            throw refused("repeats more than %d times".formatted(MOST_REPEATS));
        }
        return count;
    }

    private BitSet characterClass() {
        boolean negated = taken('^');
        BitSet set = new BitSet();
        while (at < pattern.length && pattern[at] != ']') {
            BitSet lowest = member();
            if (at + 1 < pattern.length && pattern[at] == '-' && pattern[at + 1] != ']') {
                at++;
                BitSet highest = member();
                int from = lowest.nextSetBit(0);
                int to = highest.nextSetBit(0);
                if (lowest.cardinality() != 1 || highest.cardinality() != 1 || from > to) {
                    throw refused("has a range of characters in […] that is none");
                }
                set.set(from, to + 1);
                set.and(CodePoints.all());
            } else {
                set.or(lowest);
            }
        }
        if (!taken(']')) {
            throw refused("has '[' without ']'");
        }
        return negated ? CodePoints.without(set) : set;
    }

    private BitSet member() {
        int c = pattern[at++];
        return c == '\\'
                ? new PatternEscape(pattern, at).read(end -> at = end)
                : CodePoints.of(Character.toString(c));
    }

    private boolean taken(char c) {
        if (at < pattern.length && pattern[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("%s (before character %d)".formatted(why, at + 1));
    }
}
