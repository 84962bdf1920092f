package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINTS;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.StoreEvent;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What watches of one workload and of what follows from it show, as the recordings tell it: per
 * object one line for each state that differs from the one before. Replica sets are numbered in the
 * order of their creation, pods in that of theirs within their owner.
 */
final class WatchStory {
    private static final List<ResourceKind> KINDS =
            List.of(DEPLOYMENT, REPLICA_SET, STATEFUL_SET, JOB, POD, ENDPOINT_SLICE, ENDPOINTS);

    private final World world;
    private final String namespace;
    private final String name;
    private final List<String> sets = new ArrayList<>();
    private final Map<String, List<String>> pods = new LinkedHashMap<>();
    private long revision;

    /** The story from now on. */
    WatchStory(World world, String namespace, String name) {
        this.world = world;
        this.namespace = namespace;
        this.name = name;
        this.revision = world.store().revision();
        for (ResourceKind kind : List.of(REPLICA_SET, POD)) {
            world.store().list(kind, namespace).stream()
                    .filter(this::mine)
                    .forEach(object -> alias(kind, object));
        }
    }

    /** What happened since the last call, by object. */
    Map<String, List<String>> next() {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (ResourceKind kind : KINDS) {
            for (StoreEvent event : world.store().history().since(kind, revision)) {
                if (mine(event.object())) {
                    List<String> lines =
                            told.computeIfAbsent(
                                    kind.kind() + " " + alias(kind, event.object()),
                                    key -> new ArrayList<>());
                    String line = event.type() + " " + state(kind, event.object());
                    if (lines.isEmpty() || !lines.getLast().equals(line)) {
                        lines.add(line);
                    }
                }
            }
        }
        revision = world.store().revision();
        return told;
    }

    private boolean mine(ObjectNode object) {
        return ObjectMeta.namespace(object).equals(namespace)
                && (ObjectMeta.name(object).equals(name)
                        || ObjectMeta.name(object).startsWith(name + "-"));
    }

    private String alias(ResourceKind kind, ObjectNode object) {
        String own = ObjectMeta.name(object);
        if (kind == REPLICA_SET) {
            return "set-" + number(sets, own);
        }
        if (kind != POD) {
            return name;
        }
        JsonNode owner = ObjectMeta.controllerOf(object).orElseThrow();
        String prefix =
                switch (owner.path("kind").asString()) {
                    case "StatefulSet" -> "";
                    case "ReplicaSet" -> "set-" + number(sets, owner.path("name").asString());
                    default -> "pod";
                };
        List<String> siblings =
                pods.computeIfAbsent(owner.path("uid").asString(), uid -> new ArrayList<>());
        return prefix.isEmpty() ? own : prefix + "-" + number(siblings, own);
    }

    private static int number(List<String> names, String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name) + 1;
    }

    private static String state(ResourceKind kind, ObjectNode object) {
        JsonNode status = object.path("status");
        if (kind == POD) {
            return pod(object, status);
        }
        if (kind == ENDPOINT_SLICE) {
            return "endpoints=" + endpoints(object);
        }
        if (kind == ENDPOINTS) {
            return "ready=%d notReady=%d"
                    .formatted(count(object, "addresses"), count(object, "notReadyAddresses"));
        }
        if (kind == JOB) {
            return job(status);
        }
        if (kind == STATEFUL_SET) {
            boolean same = status.path("currentRevision").equals(status.path("updateRevision"));
            return counts(object, List.of("current", "updated", "ready", "available"))
                    + " same="
                    + same;
        }
        return counts(
                        object,
                        kind == DEPLOYMENT
                                ? List.of(
                                        "updated",
                                        "ready",
                                        "available",
                                        "unavailable",
                                        "terminating")
                                : List.of("fullyLabeled", "ready", "available", "terminating"))
                + conditions(status).map(c -> " " + c).collect(Collectors.joining());
    }

    private static String counts(ObjectNode object, List<String> counts) {
        JsonNode status = object.path("status");
        return Stream.concat(
                        Stream.of(
                                "wants=" + object.at("/spec/replicas").asInt(),
                                behind(object),
                                "replicas=" + status.path("replicas").asInt(0)),
                        counts.stream().map(c -> c + "=" + status.path(c + "Replicas").asInt(0)))
                .collect(Collectors.joining(" "));
    }

    private static String job(JsonNode status) {
        JsonNode uncounted = status.path("uncountedTerminatedPods");
        return Stream.of(
                        Stream.of("active", "ready", "terminating", "succeeded", "failed")
                                .map(c -> c + "=" + status.path(c).asInt(0)),
                        Stream.of(
                                "uncounted="
                                        + (uncounted.path("succeeded").size()
                                                + uncounted.path("failed").size())),
                        conditions(status))
                .flatMap(s -> s)
                .collect(Collectors.joining(" "));
    }

    private static String pod(ObjectNode pod, JsonNode status) {
        JsonNode grace = pod.at("/metadata/deletionGracePeriodSeconds");
        return Stream.of(
                        Stream.of(status.path("phase").asString(), behind(pod)),
                        grace.isMissingNode()
                                ? Stream.<String>of()
                                : Stream.of("grace=" + grace.asInt()),
                        conditions(status),
                        status.path("containerStatuses").valueStream().map(WatchStory::container))
                .flatMap(s -> s)
                .collect(Collectors.joining(" "));
    }

    private static String container(JsonNode container) {
        Map.Entry<String, JsonNode> state = container.path("state").properties().iterator().next();
        String reason = state.getValue().path("reason").asString("");
        return "%s:%s%s ready=%s started=%s restarts=%d"
                .formatted(
                        container.path("name").asString(),
                        state.getKey(),
                        reason.isEmpty() ? "" : "/" + reason,
                        container.path("ready").asBoolean(),
                        container.path("started").asBoolean(),
                        container.path("restartCount").asInt());
    }

    private static String behind(ObjectNode object) {
        return "behind="
                + (ObjectMeta.generation(object)
                        - object.at("/status/observedGeneration").asLong(0));
    }

    private static Stream<String> conditions(JsonNode status) {
        return status.path("conditions")
                .valueStream()
                .map(
                        c ->
                                c.path("type").asString()
                                        + "="
                                        + c.path("status").asString()
                                        + (c.has("reason")
                                                ? "/" + c.path("reason").asString()
                                                : ""));
    }

    private static String endpoints(ObjectNode slice) {
        return slice.path("endpoints")
                .valueStream()
                .map(
                        e ->
                                Stream.of("ready", "serving", "terminating")
                                        .filter(c -> e.path("conditions").path(c).asBoolean())
                                        .collect(Collectors.joining("+")))
                .map(s -> s.isEmpty() ? "none" : s)
                .sorted()
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static int count(ObjectNode endpoints, String field) {
        return endpoints.path("subsets").valueStream().mapToInt(s -> s.path(field).size()).sum();
    }
}
