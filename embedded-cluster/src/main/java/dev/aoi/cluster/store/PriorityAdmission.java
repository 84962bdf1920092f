package dev.aoi.cluster.store;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.PRIORITY_CLASS;

import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Fills a new pod's priority from its class (Kubernetes: "Pod Priority and Preemption"). */
final class PriorityAdmission {
    private static final String DEFAULT_POLICY = "PreemptLowerPriority";

    /** Classes that every server has, whether or not their objects are in the store. */
    private static final Map<String, Integer> SYSTEM =
            Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

    private record Priority(String name, int value, String policy) {}

    private final ObjectStore store;

    PriorityAdmission(ObjectStore store) {
        this.store = store;
    }

    void admit(ObjectNode pod) {
        ObjectNode spec = pod.withObject("spec");
        String name = spec.path("priorityClassName").asString("");
        Priority priority = name.isEmpty() ? standard() : named(pod, name);
        if (name.isEmpty() && !priority.name().isEmpty()) {
            spec.put("priorityClassName", priority.name());
        }
        if (!spec.has("priority")) {
            spec.put("priority", priority.value());
        } else if (spec.path("priority").asInt() != priority.value()) {
            throw ApiException.forbidden(
                    POD,
                    ObjectMeta.name(pod),
                    "the integer value of priority (%d) must not be provided in pod spec; priority admission controller computed %d from the given PriorityClass name"
                            .formatted(spec.path("priority").asInt(), priority.value()));
        }
        if (!spec.has("preemptionPolicy")) {
            spec.put("preemptionPolicy", priority.policy());
        } else if (!spec.path("preemptionPolicy").asString("").equals(priority.policy())) {
            throw ApiException.forbidden(
                    POD,
                    ObjectMeta.name(pod),
                    "the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority admission controller computed %s from the given PriorityClass name"
                            .formatted(
                                    spec.path("preemptionPolicy").asString(""), priority.policy()));
        }
    }

    private Priority named(ObjectNode pod, String name) {
        Optional<ObjectNode> found = store.get(ObjectKey.clusterScoped(PRIORITY_CLASS, name));
        if (found.isPresent()) {
            return of(found.get());
        }
        Integer system = SYSTEM.get(name);
        if (system == null) {
            throw ApiException.forbidden(
                    POD, ObjectMeta.name(pod), "no PriorityClass with name " + name + " was found");
        }
        return new Priority(name, system, DEFAULT_POLICY);
    }

    /** Of several default classes that of the lowest value counts. */
    private Priority standard() {
        return store.list(PRIORITY_CLASS, "").stream()
                .filter(c -> c.path("globalDefault").asBoolean(false))
                .map(PriorityAdmission::of)
                .min(Comparator.comparingInt(Priority::value))
                .orElse(new Priority("", 0, DEFAULT_POLICY));
    }

    private static Priority of(ObjectNode found) {
        return new Priority(
                ObjectMeta.name(found),
                found.path("value").asInt(0),
                found.path("preemptionPolicy").asString(DEFAULT_POLICY));
    }
}
