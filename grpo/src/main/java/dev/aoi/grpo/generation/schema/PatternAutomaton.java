package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.schema.CharAutomaton.Move;
import dev.aoi.grpo.generation.schema.Expression.Choice;
import dev.aoi.grpo.generation.schema.Expression.OneOf;
import dev.aoi.grpo.generation.schema.Expression.Repeat;
import dev.aoi.grpo.generation.schema.Expression.Sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes an automaton of an expression: Thompson's construction, then the construction of subsets
 * (Aho, Sethi, Ullman, Compilers, section 3.7).
 */
final class PatternAutomaton {
    private static final int MOST = 20_000;

    /** Of the subsets' sizes together: a second or so. */
    private static final int MOST_WORK = 1_000_000;

    private final List<List<Integer>> empties = new ArrayList<>();
    private final List<List<Move>> moves = new ArrayList<>();

    private int work;

    private PatternAutomaton() {}

    /**
     * The automaton of an expression.
     *
     * @throws IllegalArgumentException with the rest of a sentence that begins with the pattern
     */
    static CharAutomaton of(Expression expression) {
        PatternAutomaton made = new PatternAutomaton();
        int start = made.state();
        int end = made.state();
        made.add(start, expression, end);
        return made.deterministic(start, end);
    }

    private int state() {
        if (moves.size() == MOST) {
            throw tooLarge();
        }
        empties.add(new ArrayList<>());
        moves.add(new ArrayList<>());
        return moves.size() - 1;
    }

    private static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException(
                "is too large for an automaton; make its repetitions fewer");
    }

    private void add(int from, Expression expression, int to) {
        switch (expression) {
            case OneOf one -> moves.get(from).add(new Move(one.characters(), to));
            case Sequence sequence -> {
                int at = from;
                for (Expression part : sequence.parts()) {
                    int next = state();
                    add(at, part, next);
                    at = next;
                }
                empties.get(at).add(to);
            }
            case Choice choice -> choice.branches().forEach(branch -> add(from, branch, to));
            case Repeat repeat -> {
                // Of its own, so that a loop is entered and left only as it should be.
                int at = state();
                empties.get(from).add(at);
                for (int i = 0; i < repeat.least(); i++) {
                    at = then(at, repeat.part());
                }
                empties.get(at).add(to);
                if (repeat.most() == Expression.UNBOUNDED) {
                    int loop = state();
                    empties.get(at).add(loop);
                    int back = then(loop, repeat.part());
                    empties.get(back).add(loop);
                    empties.get(back).add(to);
                }
                for (int i = repeat.least(); i < repeat.most(); i++) {
                    at = then(at, repeat.part());
                    empties.get(at).add(to);
                }
            }
        }
    }

    private int then(int from, Expression part) {
        int next = state();
        add(from, part, next);
        return next;
    }

    private CharAutomaton deterministic(int start, int end) {
        Map<TreeSet<Integer>, Integer> numbers = new HashMap<>();
        List<TreeSet<Integer>> order = new ArrayList<>();
        List<List<Move>> result = new ArrayList<>();
        BitSet accepting = new BitSet();
        CharClasses classes =
                new CharClasses(
                        moves.stream()
                                .flatMap(List::stream)
                                .map(Move::characters)
                                .distinct()
                                .toList());
        order.add(closure(List.of(start)));
        numbers.put(order.getFirst(), 0);
        for (int at = 0; at < order.size(); at++) {
            if (order.size() > MOST) {
                throw tooLarge();
            }
            accepting.set(at, order.get(at).contains(end));
            List<Move> own = new ArrayList<>();
            for (Map.Entry<TreeSet<Integer>, BitSet> entry :
                    targets(order.get(at), classes).entrySet()) {
                if (numbers.putIfAbsent(entry.getKey(), order.size()) == null) {
                    order.add(entry.getKey());
                }
                own.add(new Move(entry.getValue(), numbers.get(entry.getKey())));
            }
            result.add(own);
        }
        return new CharAutomaton(result, accepting);
    }

    /** Characters by what they lead to. */
    private Map<TreeSet<Integer>, BitSet> targets(TreeSet<Integer> states, CharClasses classes) {
        Map<Integer, List<Integer>> reached = new TreeMap<>();
        for (int state : states) {
            for (Move move : moves.get(state)) {
                classes.in(move.characters()).stream()
                        .forEach(
                                c ->
                                        reached.computeIfAbsent(c, _ -> new ArrayList<>())
                                                .add(move.to()));
            }
        }
        Map<TreeSet<Integer>, BitSet> targets = new HashMap<>();
        reached.forEach((c, to) -> targets.computeIfAbsent(closure(to), _ -> new BitSet()).set(c));
        targets.replaceAll((_, own) -> classes.characters(own));
        return targets;
    }

    private TreeSet<Integer> closure(List<Integer> states) {
        TreeSet<Integer> closure = new TreeSet<>(states);
        Deque<Integer> open = new ArrayDeque<>(states);
        while (!open.isEmpty()) {
            for (int next : empties.get(open.pop())) {
                if (closure.add(next)) {
                    open.push(next);
                }
            }
        }
        work += closure.size();
        if (work > MOST_WORK) {
            throw tooLarge();
        }
        return closure;
    }
}
