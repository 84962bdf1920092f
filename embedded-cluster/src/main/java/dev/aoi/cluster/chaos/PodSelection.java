package dev.aoi.cluster.chaos;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code selector}, {@code mode} and {@code value} (Chaos Mesh: "Define the Scope"). */
final class PodSelection {
    private PodSelection() {}

    /**
     * Pods that a selector with its mode picks.
     *
     * @param scope the object with {@code selector}, {@code mode} and {@code value}
     * @param namespace where it looks when the selector names no namespaces
     */
    static List<ObjectNode> pick(
            ObjectStore store, JsonNode scope, String namespace, RandomGenerator random) {
        List<ObjectNode> found = find(store, scope.path("selector"), namespace);
        int all = found.size();
        int value = (int) Amount.of(scope.path("value").asString("0"), 0);
        int wanted =
                switch (scope.path("mode").asString("one")) {
                    case "all" -> all;
                    case "fixed" -> Math.min(all, value);
                    case "fixed-percent" -> all * Math.clamp(value, 0, 100) / 100;
                    case "random-max-percent" ->
                            all * random.nextInt(Math.clamp(value, 0, 100) + 1) / 100;
                    default -> Math.min(1, all);
                };
        List<ObjectNode> chosen = new ArrayList<>();
        List<ObjectNode> rest = new ArrayList<>(found);
        while (chosen.size() < wanted) {
            chosen.add(
                    wanted == all ? rest.removeFirst() : rest.remove(random.nextInt(rest.size())));
        }
        return chosen;
    }

    private static List<ObjectNode> find(ObjectStore store, JsonNode selector, String namespace) {
        List<String> namespaces = new ArrayList<>();
        selector.path("namespaces").forEach(n -> namespaces.add(n.asString("")));
        if (namespaces.isEmpty()) {
            namespaces.add(namespace);
        }
        List<ObjectNode> found = new ArrayList<>();
        JsonNode named = selector.path("pods");
        if (!named.isEmpty()) {
            named.properties()
                    .forEach(
                            entry ->
                                    entry.getValue()
                                            .forEach(
                                                    name ->
                                                            store.get(
                                                                            new ObjectKey(
                                                                                    POD,
                                                                                    entry.getKey(),
                                                                                    name.asString(
                                                                                            "")))
                                                                    .ifPresent(found::add)));
            return found;
        }
        for (String each : namespaces) {
            for (ObjectNode pod : store.list(POD, each)) {
                if (!ObjectMeta.terminating(pod) && matches(store, selector, pod)) {
                    found.add(pod);
                }
            }
        }
        return found;
    }

    private static boolean matches(ObjectStore store, JsonNode selector, ObjectNode pod) {
        JsonNode labels = pod.at("/metadata/labels");
        ObjectNode byLabels = JsonNodeFactory.instance.objectNode();
        if (selector.path("labelSelectors").isObject()) {
            byLabels.set("matchLabels", selector.path("labelSelectors"));
        }
        if (selector.path("expressionSelectors").isArray()) {
            byLabels.set("matchExpressions", selector.path("expressionSelectors"));
        }
        String node = pod.at("/spec/nodeName").asString("");
        boolean onNode =
                selector.path("nodes").isEmpty()
                        || selector.path("nodes")
                                .valueStream()
                                .anyMatch(n -> n.asString("").equals(node));
        boolean nodeLabels =
                selector.path("nodeSelectors").isEmpty()
                        || store.get(ObjectKey.clusterScoped(NODE, node))
                                .filter(
                                        n ->
                                                contains(
                                                        ObjectMeta.labels(n),
                                                        selector.path("nodeSelectors")))
                                .isPresent();
        boolean phase =
                selector.path("podPhaseSelectors").isEmpty()
                        || selector.path("podPhaseSelectors")
                                .valueStream()
                                .anyMatch(
                                        p ->
                                                p.asString("")
                                                        .equals(
                                                                pod.at("/status/phase")
                                                                        .asString("")));
        boolean fields =
                selector.path("fieldSelectors")
                        .propertyStream()
                        .allMatch(
                                e ->
                                        pod.at("/" + e.getKey().replace('.', '/'))
                                                .asString("")
                                                .equals(e.getValue().asString("")));
        return LabelSelectors.matches(byLabels, labels)
                && contains(ObjectMeta.annotations(pod), selector.path("annotationSelectors"))
                && onNode
                && nodeLabels
                && phase
                && fields;
    }

    private static boolean contains(Map<String, String> all, JsonNode wanted) {
        return wanted.propertyStream()
                .allMatch(e -> e.getValue().asString("").equals(all.get(e.getKey())));
    }
}
