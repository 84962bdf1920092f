package dev.aoi.grpo.generation.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A set of strings as a deterministic automaton over characters; the first state begins.
 *
 * @param moves of each state; no two of a state share a character
 * @param accepting the states in which a string may end
 */
record CharAutomaton(List<List<Move>> moves, BitSet accepting) {
    /** States above which a schema is refused. */
    static final int MOST = 100_000;

    /** To another state with any of some characters. */
    record Move(BitSet characters, int to) {}

    private record Counted(int state, int length) {}

    /** All strings. */
    static CharAutomaton any() {
        BitSet accepting = new BitSet();
        accepting.set(0);
        return new CharAutomaton(List.of(List.of(new Move(CodePoints.all(), 0))), accepting);
    }

    /** All strings but some. */
    static CharAutomaton except(Iterable<String> words) {
        List<Map<Integer, Integer>> tree = new ArrayList<>();
        BitSet accepting = new BitSet();
        // State 0 begins, state 1 has left all the words.
        tree.add(new TreeMap<>());
        tree.add(new TreeMap<>());
        accepting.set(0, 2);
        for (String word : words) {
            int at = 0;
            for (int character : word.codePoints().toArray()) {
                Map<Integer, Integer> children = tree.get(at);
                if (!children.containsKey(character)) {
                    accepting.set(tree.size());
                    children.put(character, tree.size());
                    tree.add(new TreeMap<>());
                }
                at = children.get(character);
            }
            accepting.clear(at);
        }
        List<List<Move>> moves = new ArrayList<>();
        for (Map<Integer, Integer> children : tree) {
            List<Move> own = new ArrayList<>();
            BitSet taken = new BitSet();
            children.forEach(
                    (character, to) -> {
                        own.add(new Move(CodePoints.of(Character.toString(character)), to));
                        taken.set(character);
                    });
            own.add(new Move(CodePoints.without(taken), 1));
            moves.add(own);
        }
        return new CharAutomaton(moves, accepting);
    }

    /**
     * The strings of at least and at most so many characters.
     *
     * @param most negative for no bound
     * @return empty when that takes too many states
     */
    Optional<CharAutomaton> ofLength(int least, int most) {
        Map<Counted, Integer> numbers = new HashMap<>();
        List<Counted> order = new ArrayList<>();
        List<List<Move>> counted = new ArrayList<>();
        BitSet ends = new BitSet();
        numbers.put(new Counted(0, 0), 0);
        order.add(new Counted(0, 0));
        for (int at = 0; at < order.size(); at++) {
            if (order.size() > MOST) {
                return Optional.empty();
            }
            Counted from = order.get(at);
            if (from.length >= least && accepting.get(from.state)) {
                ends.set(at);
            }
            List<Move> own = new ArrayList<>();
            if (from.length != most) {
                int length = most < 0 ? Math.min(from.length + 1, least) : from.length + 1;
                for (Move move : moves.get(from.state)) {
                    Counted to = new Counted(move.to, length);
                    if (numbers.putIfAbsent(to, order.size()) == null) {
                        order.add(to);
                    }
                    own.add(new Move(move.characters, numbers.get(to)));
                }
            }
            counted.add(own);
        }
        return Optional.of(new CharAutomaton(counted, ends));
    }
}
