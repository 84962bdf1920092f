package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.POD_DISRUPTION_BUDGET;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts how many pods of a budget may be evicted (Kubernetes: "Disruptions"). */
public final class DisruptionController implements Controller {
    @Override
    public String name() {
        return "controllermanager";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(POD_DISRUPTION_BUDGET, POD, DEPLOYMENT, STATEFUL_SET, REPLICA_SET);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == POD_DISRUPTION_BUDGET) {
            context.store().get(key).ifPresent(budget -> count(budget, context));
            return;
        }
        for (ObjectNode budget : context.store().list(POD_DISRUPTION_BUDGET, key.namespace())) {
            count(budget, context);
        }
    }

    private void count(ObjectNode budget, ControllerContext context) {
        ObjectStore store = context.store();
        List<ObjectNode> pods =
                store.list(POD, ObjectMeta.namespace(budget)).stream()
                        .filter(
                                p ->
                                        LabelSelectors.matches(
                                                budget.at("/spec/selector"),
                                                p.at("/metadata/labels")))
                        .filter(p -> !Pods.over(p))
                        .toList();
        int healthy =
                (int)
                        pods.stream()
                                .filter(p -> Pods.ready(p) && !ObjectMeta.terminating(p))
                                .count();
        JsonNode least = budget.at("/spec/minAvailable");
        JsonNode most = budget.at("/spec/maxUnavailable");
        boolean scaled = !most.isMissingNode() || least.isString();
        int expected = scaled ? expected(pods, store) : pods.size();
        int desired =
                most.isMissingNode()
                        ? portion(least, expected)
                        : Math.max(0, expected - portion(most, expected));
        int allowed = Math.max(0, healthy - desired);
        if (expected == 0) {
            allowed = 0;
        }
        write(budget, healthy, desired, allowed, expected, context);
    }

    private static void write(
            ObjectNode budget,
            int healthy,
            int desired,
            int allowed,
            int expected,
            ControllerContext context) {
        ObjectNode status = budget.objectNode();
        status.put("observedGeneration", ObjectMeta.generation(budget));
        status.put("disruptionsAllowed", allowed)
                .put("currentHealthy", healthy)
                .put("desiredHealthy", desired)
                .put("expectedPods", expected);
        String value = allowed > 0 ? "True" : "False";
        JsonNode before = budget.at("/status/conditions/0");
        String since =
                before.path("status").asString("").equals(value)
                        ? before.path("lastTransitionTime").asString("")
                        : Times.text(context.now());
        status.putArray("conditions")
                .addObject()
                .put("type", "DisruptionAllowed")
                .put("status", value)
                .put("observedGeneration", ObjectMeta.generation(budget))
                .put("lastTransitionTime", since)
                .put("reason", allowed > 0 ? "SufficientPods" : "InsufficientPods")
                .put("message", "");
        Status.write(context.store(), POD_DISRUPTION_BUDGET, budget, status);
    }

    /** A percentage is of what the pods' controllers are to have. */
    private static int expected(List<ObjectNode> pods, ObjectStore store) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (ObjectNode pod : pods) {
            Optional<JsonNode> owner = ObjectMeta.controllerOf(pod).map(o -> o);
            if (owner.isEmpty()) {
                continue;
            }
            ResourceKind kind =
                    owner.get().path("kind").asString("").equals("StatefulSet")
                            ? STATEFUL_SET
                            : REPLICA_SET;
            store.get(
                            new ObjectKey(
                                    kind,
                                    ObjectMeta.namespace(pod),
                                    owner.get().path("name").asString("")))
                    .ifPresent(o -> sizes.put(ObjectMeta.uid(o), o.at("/spec/replicas").asInt(1)));
        }
        return sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int portion(JsonNode value, int of) {
        String text = value.asString("");
        return text.endsWith("%")
                ? (int) Math.ceil(of * Integer.parseInt(text.replace("%", "")) / 100.0)
                : value.asInt(0);
    }
}
