package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DAEMON_SET;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/** The pod of a DaemonSet for one node, and which nodes are to have one. */
final class DaemonPods {
    static final String HASH = "controller-revision-hash";
    static final String GENERATION = "deprecated.daemonset.template.generation";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String TERMS =
            "/spec/affinity/nodeAffinity/" + REQUIRED + "/nodeSelectorTerms";

    private DaemonPods() {}

    /** The pod, bound to its node by name, which tolerates what befalls nodes. */
    static ObjectNode of(ObjectNode set, String node, String hash) {
        ObjectNode pod = Pods.fromTemplate(set.at("/spec/template"), DAEMON_SET, set);
        ObjectNode metadata =
                ObjectMeta.mutable(pod).put("generateName", ObjectMeta.name(set) + "-");
        metadata.withObject("labels")
                .put(HASH, hash)
                .put("pod-template-generation", generation(set));
        ObjectNode required =
                pod.withObject("spec")
                        .withObject("affinity")
                        .withObject("nodeAffinity")
                        .putObject(REQUIRED);
        ObjectNode field =
                required.putArray("nodeSelectorTerms")
                        .addObject()
                        .putArray("matchFields")
                        .addObject()
                        .put("key", "metadata.name")
                        .put("operator", "In");
        field.putArray("values").add(node);
        tolerate(pod);
        return pod;
    }

    static String generation(ObjectNode set) {
        return ObjectMeta.annotations(set).getOrDefault(GENERATION, "1");
    }

    private static void tolerate(ObjectNode pod) {
        ObjectNode spec = pod.withObject("spec");
        ArrayNode tolerations = spec.withArray("tolerations");
        tolerate(tolerations, "not-ready", "NoExecute");
        tolerate(tolerations, "unreachable", "NoExecute");
        tolerate(tolerations, "disk-pressure", "NoSchedule");
        tolerate(tolerations, "memory-pressure", "NoSchedule");
        tolerate(tolerations, "pid-pressure", "NoSchedule");
        tolerate(tolerations, "unschedulable", "NoSchedule");
        if (spec.path("hostNetwork").asBoolean(false)) {
            tolerate(tolerations, "network-unavailable", "NoSchedule");
        }
    }

    private static void tolerate(ArrayNode tolerations, String taint, String effect) {
        ObjectNode toleration =
                tolerations
                        .objectNode()
                        .put("key", "node.kubernetes.io/" + taint)
                        .put("operator", "Exists")
                        .put("effect", effect);
        if (tolerations.valueStream().noneMatch(toleration::equals)) {
            tolerations.add(toleration);
        }
    }

    /** The node that a pod is on or meant for. */
    static String node(ObjectNode pod) {
        String bound = Pods.nodeName(pod);
        JsonNode meant = pod.at(TERMS + "/0/matchFields/0/values/0");
        return bound.isEmpty() ? meant.asString("") : bound;
    }

    /** Whether a node is to have a pod of the set. */
    static boolean wanted(ObjectNode set, ObjectNode node) {
        return matches(set, node, Set.of("NoSchedule", "NoExecute"));
    }

    /** Whether a pod of the set that is there may stay. */
    static boolean stays(ObjectNode set, ObjectNode node) {
        return matches(set, node, Set.of("NoExecute"));
    }

    private static boolean matches(ObjectNode set, ObjectNode node, Set<String> effects) {
        ObjectNode template = ((ObjectNode) set.at("/spec/template")).deepCopy();
        tolerate(template);
        String name = template.at("/spec/nodeName").asString("");
        return (name.isEmpty() || name.equals(ObjectMeta.name(node)))
                && NodeFit.selected(template, node)
                && NodeFit.tolerated(template, node, effects);
    }

    static boolean current(ObjectNode pod, String hash) {
        return ObjectMeta.labels(pod).getOrDefault(HASH, "").equals(hash);
    }

    static List<ObjectNode> on(List<ObjectNode> pods, String node) {
        return pods.stream().filter(p -> node(p).equals(node)).toList();
    }
}
