package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** Which Services a changed Service or pod concerns: those that select the pod, now or before. */
final class ServiceWatch {
    private final Map<ObjectKey, Set<String>> selectedBy = new HashMap<>();

    SequencedSet<ObjectKey> affected(ObjectKey key, ObjectStore store) {
        SequencedSet<ObjectKey> services = new LinkedHashSet<>();
        if (key.kind() == SERVICE) {
            services.add(key);
            return services;
        }
        SequencedSet<String> names = new LinkedHashSet<>();
        store.get(key)
                .ifPresent(
                        pod -> {
                            for (ObjectNode service : services(key, store)) {
                                if (ServicePods.selects(
                                        service, pod.path("metadata").path("labels"))) {
                                    names.add(ObjectMeta.name(service));
                                }
                            }
                        });
        Set<String> before =
                names.isEmpty() ? selectedBy.remove(key) : selectedBy.put(key, Set.copyOf(names));
        SequencedSet<String> all = new LinkedHashSet<>(names);
        if (before != null) {
            before.stream().sorted().forEach(all::add);
        }
        all.forEach(name -> services.add(new ObjectKey(SERVICE, key.namespace(), name)));
        return services;
    }

    private static List<ObjectNode> services(ObjectKey pod, ObjectStore store) {
        if (pod.kind() != POD) {
            return List.of();
        }
        return store.list(SERVICE, pod.namespace());
    }
}
