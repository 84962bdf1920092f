package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** What a kubelet that has started again reports of its node. */
final class NodeReports {
    private record Report(String status, String reason, String message, String event) {}

    private static final Map<String, Report> HEALTHY =
            Map.of(
                    "MemoryPressure",
                    new Report(
                            "False",
                            "KubeletHasSufficientMemory",
                            "kubelet has sufficient memory available",
                            "NodeHasSufficientMemory"),
                    "DiskPressure",
                    new Report(
                            "False",
                            "KubeletHasNoDiskPressure",
                            "kubelet has no disk pressure",
                            "NodeHasNoDiskPressure"),
                    "PIDPressure",
                    new Report(
                            "False",
                            "KubeletHasSufficientPID",
                            "kubelet has sufficient PID available",
                            "NodeHasSufficientPID"),
                    "Ready",
                    new Report(
                            "True",
                            "KubeletReady",
                            "kubelet is posting ready status",
                            "NodeReady"));

    private NodeReports() {}

    static void report(ObjectKey key, ControllerContext context) {
        ObjectNode node = context.store().get(key).orElseThrow().deepCopy();
        String now = Times.text(context.now());
        event(node, "Starting", "Starting kubelet.", context);
        event(
                node,
                "NodeAllocatableEnforced",
                "Updated Node Allocatable limit across pods",
                context);
        for (JsonNode condition : node.at("/status/conditions")) {
            Report report = HEALTHY.get(condition.path("type").asString(""));
            if (report != null) {
                ((ObjectNode) condition)
                        .put("status", report.status())
                        .put("lastHeartbeatTime", now)
                        .put("lastTransitionTime", now)
                        .put("reason", report.reason())
                        .put("message", report.message());
                event(
                        node,
                        report.event(),
                        "Node " + key.name() + " status is now: " + report.event(),
                        context);
            }
        }
        context.store().updateStatus(NODE, node);
    }

    private static void event(
            ObjectNode node, String reason, String message, ControllerContext context) {
        context.events().record(node, "Normal", reason, message, "kubelet");
    }
}
