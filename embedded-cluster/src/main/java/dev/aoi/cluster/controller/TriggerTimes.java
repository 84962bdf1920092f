package dev.aoi.cluster.controller;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When that happened which made a service's endpoints change: the earliest of what is new since the
 * last look, a change of a pod's readiness or the service's own creation. Other reasons, like a
 * changed port or a deleted pod, have no time (Kubernetes: {@code
 * endpoints.kubernetes.io/last-change-trigger-time}, {@code EndpointsLastChangeTriggerTime} in the
 * network programming latency SLI).
 */
final class TriggerTimes {
    static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

    private record Seen(String created, Map<String, Instant> pods) {}

    private final Map<String, Seen> services = new HashMap<>();

    /** Looks at a service and its pods; every look counts, also one that changes nothing. */
    Optional<Instant> look(ObjectNode service, List<ObjectNode> pods) {
        String key = ObjectMeta.namespace(service) + "/" + ObjectMeta.name(service);
        String created = ObjectMeta.creationTimestamp(service);
        Seen before = services.getOrDefault(key, new Seen("", Map.of()));
        Map<String, Instant> now = new HashMap<>();
        Instant earliest = created.equals(before.created()) ? null : Instant.parse(created);
        for (ObjectNode pod : pods) {
            Optional<Instant> time = readiness(pod);
            if (time.isEmpty()) {
                continue;
            }
            String name = ObjectMeta.name(pod);
            now.put(name, time.get());
            Instant known = before.pods().getOrDefault(name, Instant.MIN);
            if (time.get().isAfter(known) && (earliest == null || time.get().isBefore(earliest))) {
                earliest = time.get();
            }
        }
        services.put(key, new Seen(created, now));
        return Optional.ofNullable(earliest);
    }

    void forget(String namespace, String name) {
        services.remove(namespace + "/" + name);
    }

    /**
     * A pod without an address shows no endpoint yet. The kubelet tells of its readiness before;
     * the real controllers have looked by then.
     */
    private static Optional<Instant> readiness(ObjectNode pod) {
        if (Pods.address(pod).isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode condition : pod.at("/status/conditions")) {
            String time = condition.path("lastTransitionTime").asString("");
            if (condition.path("type").asString("").equals("Ready") && !time.isEmpty()) {
                return Optional.of(Instant.parse(time));
            }
        }
        return Optional.empty();
    }
}
