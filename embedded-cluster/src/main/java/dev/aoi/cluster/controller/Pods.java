package dev.aoi.cluster.controller;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What controllers ask about pods. */
final class Pods {
    /** Which pod goes first when there are too many: unassigned, pending, not ready, youngest. */
    static final Comparator<ObjectNode> LEAST_WORTH =
            Comparator.<ObjectNode, Boolean>comparing(p -> !nodeName(p).isEmpty())
                    .thenComparing(p -> !phase(p).equals("Pending"))
                    .thenComparing(Pods::ready)
                    .thenComparing(
                            (ObjectNode p) -> ObjectMeta.creationTimestamp(p),
                            Comparator.reverseOrder())
                    .thenComparing(ObjectMeta::name);

    private Pods() {}

    static String phase(JsonNode pod) {
        return pod.path("status").path("phase").asString("");
    }

    static String nodeName(JsonNode pod) {
        return pod.path("spec").path("nodeName").asString("");
    }

    static String address(JsonNode pod) {
        return pod.path("status").path("podIP").asString("");
    }

    /** Finished for good. */
    static boolean over(JsonNode pod) {
        String phase = phase(pod);
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Counts towards the number of replicas. */
    static boolean active(JsonNode pod) {
        return !over(pod) && !ObjectMeta.terminating(pod);
    }

    static boolean ready(JsonNode pod) {
        return readySince(pod).isPresent();
    }

    static Optional<Instant> readySince(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return condition.path("status").asString("").equals("True")
                        ? Times.read(condition.path("lastTransitionTime"))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Ready for at least {@code minReady}. */
    static boolean available(JsonNode pod, Duration minReady, Instant now) {
        return readySince(pod).filter(since -> !since.plus(minReady).isAfter(now)).isPresent();
    }

    /** A pod of a template; the caller names it. */
    static ObjectNode fromTemplate(JsonNode template, ResourceKind kind, ObjectNode owner) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("namespace", ObjectMeta.namespace(owner));
        for (String field : new String[] {"labels", "annotations", "finalizers"}) {
            JsonNode value = template.path("metadata").path(field);
            if (!value.isMissingNode()) {
                metadata.set(field, value.deepCopy());
            }
        }
        Owners.set(pod, kind, owner);
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }
}
