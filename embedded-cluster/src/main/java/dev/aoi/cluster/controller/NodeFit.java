package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a node takes a pod. Filters run in the scheduler's order, and only the first that refuses
 * tells its reasons: unschedulable, taints, node selector and affinity, ports, resources.
 */
final class NodeFit {
    private NodeFit() {}

    /**
     * Reasons against a node; empty when it fits.
     *
     * @param there pods that are on the node already
     */
    static List<Refusal> refusals(ObjectNode pod, ObjectNode node, List<ObjectNode> there) {
        if (node.path("spec").path("unschedulable").asBoolean(false) && !toleratesCordon(pod)) {
            return List.of(Refusal.lasting("node(s) were unschedulable"));
        }
        if (!tolerated(pod, node, Set.of("NoSchedule", "NoExecute"))) {
            return List.of(Refusal.lasting("node(s) had untolerated taint(s)"));
        }
        if (!selected(pod, node)) {
            return List.of(Refusal.lasting("node(s) didn't match Pod's node affinity/selector"));
        }
        if (HostPorts.clash(pod, there)) {
            return List.of(
                    Refusal.byPods("node(s) didn't have free ports for the requested pod ports"));
        }
        return resources(pod, node, there);
    }

    /** Whether a pod tolerates all taints of a node that have one of these effects. */
    static boolean tolerated(ObjectNode pod, ObjectNode node, Set<String> effects) {
        for (JsonNode taint : node.path("spec").path("taints")) {
            boolean matters = effects.contains(taint.path("effect").asString(""));
            if (matters
                    && pod.path("spec")
                            .path("tolerations")
                            .valueStream()
                            .noneMatch(t -> tolerates(t, taint))) {
                return false;
            }
        }
        return true;
    }

    /** How long a pod may stay where these taints are; empty when for ever. */
    static Optional<Duration> stay(ObjectNode pod, List<JsonNode> taints) {
        Optional<Duration> least = Optional.empty();
        for (JsonNode taint : taints) {
            List<JsonNode> tolerating =
                    pod.at("/spec/tolerations")
                            .valueStream()
                            .filter(t -> tolerates(t, taint))
                            .toList();
            if (tolerating.isEmpty()) {
                return Optional.of(Duration.ZERO);
            }
            for (JsonNode toleration : tolerating) {
                JsonNode seconds = toleration.path("tolerationSeconds");
                if (seconds.isNumber()) {
                    Duration stay = Duration.ofSeconds(Math.max(0, seconds.asLong()));
                    least = Optional.of(least.filter(l -> l.compareTo(stay) <= 0).orElse(stay));
                }
            }
        }
        return least;
    }

    private static boolean toleratesCordon(ObjectNode pod) {
        ObjectNode cordon =
                pod.objectNode()
                        .put("key", "node.kubernetes.io/unschedulable")
                        .put("effect", "NoSchedule");
        return pod.at("/spec/tolerations").valueStream().anyMatch(t -> tolerates(t, cordon));
    }

    private static boolean tolerates(JsonNode toleration, JsonNode taint) {
        String key = toleration.path("key").asString("");
        String effect = toleration.path("effect").asString("");
        boolean exists = toleration.path("operator").asString("Equal").equals("Exists");
        boolean sameKey = key.equals(taint.path("key").asString("")) || key.isEmpty() && exists;
        boolean sameEffect = effect.isEmpty() || effect.equals(taint.path("effect").asString(""));
        boolean sameValue =
                exists
                        || toleration
                                .path("value")
                                .asString("")
                                .equals(taint.path("value").asString(""));
        return sameKey && sameEffect && sameValue;
    }

    static boolean selected(ObjectNode pod, ObjectNode node) {
        JsonNode labels = node.path("metadata").path("labels");
        boolean simple =
                pod.path("spec")
                        .path("nodeSelector")
                        .propertyStream()
                        .allMatch(e -> e.getValue().equals(labels.path(e.getKey())));
        JsonNode terms =
                pod.at(
                        "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms");
        return simple
                && (terms.isMissingNode()
                        || terms.valueStream().anyMatch(term -> NodeTerms.matches(term, node)));
    }

    private static List<Refusal> resources(
            ObjectNode pod, ObjectNode node, List<ObjectNode> there) {
        List<Refusal> reasons = new ArrayList<>();
        JsonNode allocatable = node.path("status").path("allocatable");
        if (there.size() + 1 > allocatable.path("pods").asInt(110)) {
            reasons.add(Refusal.byPods("Too many pods"));
        }
        for (String resource : List.of("cpu", "ephemeral-storage", "memory")) {
            BigDecimal wanted = requested(pod, resource);
            BigDecimal used =
                    there.stream()
                            .map(other -> requested(other, resource))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal most = Quantity.of(allocatable.path(resource));
            if (wanted.signum() > 0 && used.add(wanted).compareTo(most) > 0) {
                reasons.add(new Refusal("Insufficient " + resource, wanted.compareTo(most) > 0));
            }
        }
        return reasons;
    }

    /** The larger of what the containers ask for together and what any init container asks for. */
    private static BigDecimal requested(ObjectNode pod, String resource) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode container : pod.path("spec").path("containers")) {
            sum = sum.add(request(container, resource));
        }
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            sum = sum.max(request(container, resource));
        }
        return sum;
    }

    private static BigDecimal request(JsonNode container, String resource) {
        JsonNode resources = container.path("resources");
        JsonNode request = resources.path("requests").path(resource);
        return Quantity.of(
                request.isMissingNode() ? resources.path("limits").path(resource) : request);
    }
}
