package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Which Services a changed Service or pod concerns: those that select the pod, now or before. A pod
 * concerns none as long as nothing of it changes that endpoints show (Kubernetes: {@code
 * podEndpointsChanged}).
 */
final class ServiceWatch {
    /** What endpoints show of a pod. */
    private record Shown(
            JsonNode labels, String address, boolean ready, boolean over, boolean terminating) {
        static Shown of(ObjectNode pod) {
            return new Shown(
                    pod.at("/metadata/labels"),
                    Pods.address(pod),
                    Pods.ready(pod),
                    Pods.over(pod),
                    ObjectMeta.terminating(pod));
        }
    }

    private record Seen(Set<String> services, Shown shown) {}

    private final Map<ObjectKey, Seen> pods = new HashMap<>();

    SequencedSet<ObjectKey> affected(ObjectKey key, ObjectStore store) {
        if (key.kind() == SERVICE) {
            return new LinkedHashSet<>(Set.of(key));
        }
        Optional<ObjectNode> pod = store.get(key);
        SequencedSet<String> names = new LinkedHashSet<>();
        pod.ifPresent(object -> names.addAll(selecting(object, key, store)));
        Seen before = pods.get(key);
        if (pod.isPresent()) {
            Seen now = new Seen(Set.copyOf(names), Shown.of(pod.get()));
            if (now.equals(before)) {
                return new LinkedHashSet<>();
            }
            pods.put(key, now);
        } else {
            pods.remove(key);
        }
        if (before != null) {
            before.services().stream().sorted().forEach(names::add);
        }
        SequencedSet<ObjectKey> services = new LinkedHashSet<>();
        names.forEach(name -> services.add(new ObjectKey(SERVICE, key.namespace(), name)));
        return services;
    }

    private static List<String> selecting(ObjectNode pod, ObjectKey key, ObjectStore store) {
        if (key.kind() != POD) {
            return List.of();
        }
        return store.list(SERVICE, key.namespace()).stream()
                .filter(service -> ServicePods.selects(service, pod.at("/metadata/labels")))
                .map(ObjectMeta::name)
                .toList();
    }
}
