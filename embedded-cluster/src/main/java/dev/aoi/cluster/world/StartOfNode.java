package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** The events that a starting node leaves: its kubelet's, its proxy's, the node controller's. */
final class StartOfNode {
    private static final String NODE = "node1";

    private StartOfNode() {}

    static void record(World world) {
        ObjectNode node =
                world.store()
                        .get(ObjectKey.clusterScoped(ResourceKinds.NODE, NODE))
                        .orElseThrow()
                        .deepCopy();
        ObjectNode unregistered = node.deepCopy();
        // The kubelet has not read its own object yet, so its events name no uid.
        ObjectMeta.mutable(unregistered).remove("uid");
        ObjectMeta.mutable(unregistered).remove("resourceVersion");
        EventRecorder events = world.events();
        events.record(unregistered, "Normal", "Starting", "Starting kubelet.", "kubelet");
        events.record(
                unregistered,
                "Warning",
                "CgroupV1",
                "cgroup v1 detected. cgroup v1 support is deprecated and will be removed in a"
                        + " future release. Please migrate to cgroup v2. More information at"
                        + " https://git.k8s.io/enhancements/keps/sig-node/5573-remove-cgroup-v1",
                "kubelet");
        for (String state :
                List.of(
                        "NodeHasSufficientMemory",
                        "NodeHasNoDiskPressure",
                        "NodeHasSufficientPID")) {
            status(events, unregistered, state);
        }
        events.record(
                unregistered,
                "Normal",
                "NodeAllocatableEnforced",
                "Updated Node Allocatable limit across pods",
                "kubelet");
        status(events, unregistered, "NodeReady");
        events.record(unregistered, "Normal", "Starting", "", "kube-proxy");
        events.record(
                node,
                "Normal",
                "RegisteredNode",
                "Node node1 event: Registered Node node1 in Controller",
                "node-controller");
    }

    private static void status(EventRecorder events, ObjectNode node, String state) {
        events.record(node, "Normal", state, "Node node1 status is now: " + state, "kubelet");
    }
}
