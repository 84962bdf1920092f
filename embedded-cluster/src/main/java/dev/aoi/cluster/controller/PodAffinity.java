package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** Required affinity and anti-affinity between pods (Kubernetes: "Inter-pod affinity"). */
final class PodAffinity {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private final ObjectStore store;
    private final ClusterView view;
    private final ObjectNode pod;

    PodAffinity(ObjectStore store, ClusterView view, ObjectNode pod) {
        this.store = store;
        this.view = view;
        this.pod = pod;
    }

    List<Refusal> refusals(ObjectNode node) {
        if (!affine(node)) {
            return List.of(Refusal.lasting("node(s) didn't match pod affinity rules"));
        }
        for (JsonNode term : terms(pod, "podAntiAffinity")) {
            if (view.placed().stream()
                    .anyMatch(p -> near(p, node, term) && matches(term, pod, p))) {
                return List.of(Refusal.byPods("node(s) didn't match pod anti-affinity rules"));
            }
        }
        boolean shunned =
                view.placed().stream()
                        .anyMatch(
                                p ->
                                        terms(p, "podAntiAffinity")
                                                .valueStream()
                                                .anyMatch(
                                                        t ->
                                                                near(p, node, t)
                                                                        && matches(t, p, pod)));
        return shunned
                ? List.of(
                        Refusal.byPods("node(s) didn't satisfy existing pods anti-affinity rules"))
                : List.of();
    }

    private boolean affine(ObjectNode node) {
        JsonNode terms = terms(pod, "podAffinity");
        boolean all =
                terms.valueStream()
                        .allMatch(
                                t ->
                                        view.placed().stream()
                                                .anyMatch(
                                                        p ->
                                                                near(p, node, t)
                                                                        && matches(t, pod, p)));
        if (all) {
            return true;
        }
        // The first of a group that is to be together may go anywhere.
        boolean first =
                terms.valueStream()
                        .noneMatch(t -> view.placed().stream().anyMatch(p -> matches(t, pod, p)));
        return first
                && terms.valueStream()
                        .allMatch(t -> matches(t, pod, pod) && topology(node, t).isPresent());
    }

    private static JsonNode terms(ObjectNode pod, String kind) {
        return pod.path("spec").path("affinity").path(kind).path(REQUIRED);
    }

    private boolean near(ObjectNode other, ObjectNode node, JsonNode term) {
        Optional<String> here = topology(node, term);
        return here.isPresent()
                && view.nodeUnder(other).flatMap(n -> topology(n, term)).equals(here);
    }

    private static Optional<String> topology(ObjectNode node, JsonNode term) {
        return Optional.ofNullable(
                ObjectMeta.labels(node).get(term.path("topologyKey").asString("")));
    }

    /** Whether a term of {@code owner} means {@code other}. */
    private boolean matches(JsonNode term, ObjectNode owner, ObjectNode other) {
        String namespace = ObjectMeta.namespace(other);
        boolean listed =
                term.path("namespaces")
                        .valueStream()
                        .anyMatch(n -> n.asString("").equals(namespace));
        boolean selected =
                term.has("namespaceSelector")
                        && store.get(ObjectKey.clusterScoped(NAMESPACE, namespace))
                                .filter(
                                        n ->
                                                LabelSelectors.matches(
                                                        term.path("namespaceSelector"),
                                                        n.path("metadata").path("labels")))
                                .isPresent();
        boolean own =
                term.path("namespaces").isEmpty()
                        && !term.has("namespaceSelector")
                        && ObjectMeta.namespace(owner).equals(namespace);
        return (own || listed || selected)
                && LabelSelectors.matches(
                        term.path("labelSelector"), other.path("metadata").path("labels"));
    }
}
