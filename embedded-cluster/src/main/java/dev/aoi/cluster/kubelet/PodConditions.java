package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Conditions of a pod; a transition time changes with the status of its condition only. */
final class PodConditions {
    private final JsonNode before;
    private final long generation;
    private final String now;
    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

    private PodConditions(JsonNode before, long generation, Instant now) {
        this.before = before;
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * All conditions.
     *
     * @param phase that the pod has come to
     * @param told whether the pod's status says so already
     */
    static ArrayNode of(
            PodWorker pod, String phase, boolean told, JsonNode before, long generation) {
        PodConditions conditions = new PodConditions(before, generation, pod.now());
        conditions.keep("DisruptionTarget");
        boolean over = PodPhase.over(phase) && told;
        conditions.add("PodReadyToStartContainers", pod.sandbox() && !over, "", "");
        conditions.initialized(pod, phase);
        conditions.ready(pod, phase);
        conditions.keep("PodScheduled");
        return conditions.list;
    }

    private void initialized(PodWorker pod, String phase) {
        List<String> incomplete =
                pod.initContainers().stream()
                        .filter(c -> !c.finished() || !c.ready())
                        .map(ContainerWorker::name)
                        .toList();
        if (incomplete.isEmpty()) {
            add("Initialized", true, phase.equals("Succeeded") ? "PodCompleted" : "", "");
        } else {
            add(
                    "Initialized",
                    false,
                    "ContainersNotInitialized",
                    "containers with incomplete status: " + go(incomplete));
        }
    }

    private void ready(PodWorker pod, String phase) {
        boolean over = PodPhase.over(phase);
        List<String> unready =
                pod.apps().stream().filter(c -> !c.ready()).map(ContainerWorker::name).toList();
        String reason =
                switch (phase) {
                    case "Succeeded" -> "PodCompleted";
                    case "Failed" -> "PodFailed";
                    default -> "ContainersNotReady";
                };
        String message = over ? "" : "containers with unready status: " + go(unready);
        for (String type : List.of("Ready", "ContainersReady")) {
            if (unready.isEmpty() && !over) {
                add(type, true, "", "");
            } else {
                add(type, false, reason, message);
            }
        }
    }

    /** What others tell of the pod. */
    private void keep(String type) {
        for (JsonNode condition : before) {
            if (condition.path("type").asString("").equals(type)) {
                list.add(((ObjectNode) condition.deepCopy()).put("observedGeneration", generation));
            }
        }
    }

    private void add(String type, boolean value, String reason, String message) {
        String status = value ? "True" : "False";
        ObjectNode condition = list.addObject();
        condition.put("type", type).put("status", status).putNull("lastProbeTime");
        condition.put("lastTransitionTime", since(type, status));
        condition.put("observedGeneration", generation);
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
        }
        if (!message.isEmpty()) {
            condition.put("message", message);
        }
    }

    private String since(String type, String status) {
        for (JsonNode old : before) {
            if (old.path("type").asString("").equals(type)
                    && old.path("status").asString("").equals(status)) {
                return old.path("lastTransitionTime").asString(now);
            }
        }
        return now;
    }

    private static String go(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }
}
