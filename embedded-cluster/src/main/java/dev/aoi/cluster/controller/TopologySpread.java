package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hard topology spread constraints: how unevenly matching pods may be spread over domains. */
final class TopologySpread {
    private static final String REASON = "node(s) didn't match pod topology spread constraints";

    private TopologySpread() {}

    static List<Refusal> refusals(ObjectNode pod, ObjectNode node, ClusterView view) {
        for (JsonNode rule : pod.path("spec").path("topologySpreadConstraints")) {
            if (!rule.path("whenUnsatisfiable").asString("").equals("DoNotSchedule")) {
                continue;
            }
            String key = rule.path("topologyKey").asString("");
            String domain = ObjectMeta.labels(node).get(key);
            if (domain == null) {
                return List.of(Refusal.lasting(REASON + " (missing required label)"));
            }
            Map<String, Integer> counts = counts(pod, rule, key, view);
            int least = counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
            boolean own =
                    LabelSelectors.matches(
                            rule.path("labelSelector"), pod.path("metadata").path("labels"));
            int skew = counts.getOrDefault(domain, 0) + (own ? 1 : 0) - least;
            if (skew > rule.path("maxSkew").asInt(1)) {
                return List.of(Refusal.byPods(REASON));
            }
        }
        return List.of();
    }

    private static Map<String, Integer> counts(
            ObjectNode pod, JsonNode rule, String key, ClusterView view) {
        Map<String, Integer> counts = new HashMap<>();
        for (ObjectNode node : view.nodes()) {
            String domain = ObjectMeta.labels(node).get(key);
            if (domain != null && NodeFit.selected(pod, node)) {
                int here = (int) view.on(node).stream().filter(p -> counted(p, pod, rule)).count();
                counts.merge(domain, here, Integer::sum);
            }
        }
        return counts;
    }

    private static boolean counted(ObjectNode other, ObjectNode pod, JsonNode rule) {
        return ObjectMeta.namespace(other).equals(ObjectMeta.namespace(pod))
                && !ObjectMeta.terminating(other)
                && LabelSelectors.matches(
                        rule.path("labelSelector"), other.path("metadata").path("labels"));
    }
}
