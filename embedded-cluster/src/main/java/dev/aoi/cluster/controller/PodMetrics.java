package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.API_SERVICE;

import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;
import dev.aoi.cluster.world.PodRuntime;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resource metrics that metrics-server would serve, and whether anything serves them. */
public final class PodMetrics {
    /** Group and version of the API. */
    public static final String SERVICE = "v1beta1.metrics.k8s.io";

    /** Two scrapes, fifteen seconds apart, make a rate. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final PodRuntime runtime;

    public PodMetrics(ObjectStore store, PodRuntime runtime) {
        this.store = store;
        this.runtime = runtime;
    }

    /** Whether the API is registered at all. */
    public boolean registered() {
        return store.get(ObjectKey.clusterScoped(API_SERVICE, SERVICE)).isPresent();
    }

    /** Since when the API's server answers. */
    public Optional<Instant> availableSince() {
        return store.get(ObjectKey.clusterScoped(API_SERVICE, SERVICE)).stream()
                .flatMap(s -> s.path("status").path("conditions").valueStream())
                .filter(c -> c.path("type").asString("").equals("Available"))
                .filter(c -> c.path("status").asString("").equals("True"))
                .findFirst()
                .flatMap(c -> Times.read(c.path("lastTransitionTime")));
    }

    /**
     * Usage of each running container of a pod, by name; empty while it has not been measured.
     *
     * @param now virtual time
     */
    public Map<String, Usage> of(ObjectNode pod, Instant now) {
        Map<String, Usage> usages = new TreeMap<>();
        for (JsonNode status : pod.path("status").path("containerStatuses")) {
            Optional<Instant> started = Times.read(status.at("/state/running/startedAt"));
            if (started.filter(s -> !s.plus(WARM_UP).isAfter(now)).isEmpty()) {
                return Map.of();
            }
            String name = status.path("name").asString("");
            runtime.usage(ObjectMeta.namespace(pod), ObjectMeta.name(pod), name)
                    .ifPresent(usage -> usages.put(name, usage));
        }
        return usages;
    }
}
