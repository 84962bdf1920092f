package dev.aoi.cluster.controller;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Why a node does not take a pod.
 *
 * @param lasting whether it would not take it even if there were fewer pods
 */
record Refusal(String reason, boolean lasting) {
    static Refusal lasting(String reason) {
        return new Refusal(reason, true);
    }

    static Refusal byPods(String reason) {
        return new Refusal(reason, false);
    }

    /** As the scheduler sums reasons up: how often each, in the order of the texts. */
    static String summary(int nodes, Collection<String> reasons) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
        List<String> parts =
                counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey())
                        .sorted()
                        .toList();
        return "0/" + nodes + " nodes are available: " + String.join(", ", parts) + ".";
    }
}
