package dev.aoi.grpo.generation.schema;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Refuses schemas that are defined by themselves, without anything written between. */
final class LeftRecursion {
    private LeftRecursion() {}

    /**
     * Takes away, again and again, the rules that begin with no other rule that is left. Only those
     * that begin with themselves, perhaps by way of others, remain.
     *
     * @param pointers places of schemas by their rules
     */
    static void refuse(Network network, Map<String, Integer> pointers) {
        Map<Integer, Set<Integer>> firsts = new HashMap<>();
        Map<Integer, Integer> ruleOfStart = new HashMap<>();
        for (int rule = 0; rule < network.rules().size(); rule++) {
            ruleOfStart.put(network.start(rule), rule);
            firsts.put(rule, new HashSet<>());
        }
        IntRows calls = network.calls();
        for (int row = 0; row < calls.size(); row++) {
            // Schemas that are only other schemas call them from their very start.
            Integer caller = ruleOfStart.get(calls.get(row, 0));
            if (caller != null) {
                firsts.get(caller).add(calls.get(row, 1));
            }
        }
        Map<Integer, Set<Integer>> callers = new HashMap<>();
        firsts.forEach(
                (rule, called) ->
                        called.forEach(
                                c -> callers.computeIfAbsent(c, _ -> new HashSet<>()).add(rule)));
        Deque<Integer> free = new ArrayDeque<>();
        BitSet left = new BitSet();
        left.set(0, network.rules().size());
        firsts.forEach(
                (rule, called) -> {
                    if (called.isEmpty()) {
                        free.add(rule);
                    }
                });
        while (!free.isEmpty()) {
            int rule = free.pop();
            left.clear(rule);
            for (int caller : callers.getOrDefault(rule, Set.of())) {
                firsts.get(caller).remove(rule);
                if (firsts.get(caller).isEmpty()) {
                    free.add(caller);
                }
            }
        }
        pointers.entrySet().stream()
                .filter(entry -> left.get(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(
                        pointer -> {
                            throw new SchemaException(
                                    "the schema at %s is defined by itself; put something between"
                                            .formatted(pointer));
                        });
    }
}
