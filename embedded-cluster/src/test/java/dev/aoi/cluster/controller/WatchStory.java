package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINTS;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

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
 * What watches of one deployment and of what follows from it show, as the recordings of {@code
 * watch-rollout.txt} tell it: per object one line for each state that differs from the one before.
 * Replica sets are called by their images' tags, pods by their sets and the order of their
 * creation.
 */
final class WatchStory {
    private final World world;
    private final String namespace;
    private final String name;
    private final Map<String, String> setOfTag;
    private final Map<String, String> pods = new LinkedHashMap<>();
    private long revision;

    /**
     * The story from now on.
     *
     * @param setOfTag names of replica sets by the tags of their pods' images
     */
    WatchStory(World world, String namespace, String name, Map<String, String> setOfTag) {
        this.world = world;
        this.namespace = namespace;
        this.name = name;
        this.setOfTag = setOfTag;
        this.revision = world.store().revision();
        world.store().list(POD, namespace).stream().filter(this::mine).forEach(this::pod);
    }

    /** What happened since the last call, by object. */
    Map<String, List<String>> next() {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (ResourceKind kind : List.of(DEPLOYMENT, REPLICA_SET, POD, ENDPOINT_SLICE, ENDPOINTS)) {
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
        if (kind == POD) {
            return pod(object);
        }
        return kind == REPLICA_SET
                ? set(object.at("/spec/template/spec/containers/0/image").asString())
                : name;
    }

    private String pod(ObjectNode pod) {
        String set = set(pod.at("/spec/containers/0/image").asString());
        long before = pods.values().stream().filter(p -> p.startsWith(set + "-")).count();
        return pods.computeIfAbsent(ObjectMeta.name(pod), n -> set + "-" + (before + 1));
    }

    private String set(String image) {
        return setOfTag.get(image.substring(image.lastIndexOf(':') + 1));
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
        List<String> counts =
                kind == DEPLOYMENT
                        ? List.of("updated", "ready", "available", "unavailable", "terminating")
                        : List.of("fullyLabeled", "ready", "available", "terminating");
        return Stream.of(
                        Stream.of(
                                "wants=" + object.at("/spec/replicas").asInt(),
                                behind(object),
                                "replicas=" + status.path("replicas").asInt(0)),
                        counts.stream().map(c -> c + "=" + status.path(c + "Replicas").asInt(0)),
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
