package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A node, with the pods on it and what they ask for. */
final class NodeDescription {

    private static final String ROLE = "node-role.kubernetes.io/";

    private NodeDescription() {}

    static void write(Page page, ApiSession session, JsonNode node) {
        JsonNode status = node.path("status");
        Layout.name(page, node);
        page.line(0, "Roles:", Layout.orElse(roles(node), Layout.NONE));
        Layout.labelsAndAnnotations(page, node);
        page.line(
                0,
                "CreationTimestamp:",
                Layout.time(Layout.text(node, "metadata", "creationTimestamp")));
        Layout.several(page, 0, "Taints", taints(node));
        page.line(
                0, "Unschedulable:", "" + node.path("spec").path("unschedulable").asBoolean(false));
        lease(page, session, Layout.text(node, "metadata", "name"));
        conditions(page, status.path("conditions"));
        page.line(0, "Addresses:");
        status.path("addresses")
                .forEach(
                        a -> page.line(2, Layout.text(a, "type") + ":", Layout.text(a, "address")));
        quantities(page, "Capacity", status.path("capacity"));
        quantities(page, "Allocatable", status.path("allocatable"));
        system(page, status.path("nodeInfo"));
        page.lineIf(0, "PodCIDR:", Layout.text(node, "spec", "podCIDR"));
        page.lineIf(0, "ProviderID:", Layout.text(node, "spec", "providerID"));
        NodePods.write(page, session, node);
    }

    private static String roles(JsonNode node) {
        return node.path("metadata")
                .path("labels")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(k -> k.startsWith(ROLE))
                .map(k -> k.substring(ROLE.length()))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static List<String> taints(JsonNode node) {
        return node.path("spec")
                .path("taints")
                .valueStream()
                .map(
                        t -> {
                            String value = Layout.text(t, "value");
                            return Layout.text(t, "key")
                                    + (value.isEmpty() ? "" : "=" + value)
                                    + ":"
                                    + Layout.text(t, "effect");
                        })
                .sorted()
                .toList();
    }

    private static void lease(Page page, ApiSession session, String node) {
        page.line(0, "Lease:");
        JsonNode spec;
        try {
            spec =
                    session.get(
                                    new ApiPath(
                                            "/apis/coordination.k8s.io/v1/namespaces/"
                                                    + "kube-node-lease/leases/"
                                                    + node,
                                            Map.of()))
                            .path("spec");
        } catch (ApiProblem problem) {
            page.line(2, "Failed to get lease: " + problem.kubectlText());
            return;
        }
        page.line(
                2,
                "HolderIdentity:",
                Layout.orElse(Layout.text(spec, "holderIdentity"), Layout.UNSET));
        page.line(2, "AcquireTime:", time(spec, "acquireTime"));
        page.line(2, "RenewTime:", time(spec, "renewTime"));
    }

    private static String time(JsonNode spec, String field) {
        return Layout.orElse(Layout.time(Layout.text(spec, field)), Layout.UNSET);
    }

    private static void conditions(Page page, JsonNode conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        page.line(0, "Conditions:");
        page.line(
                2,
                "Type",
                "Status",
                "LastHeartbeatTime",
                "LastTransitionTime",
                "Reason",
                "Message");
        page.line(
                2,
                "----",
                "------",
                "-----------------",
                "------------------",
                "------",
                "-------");
        conditions.forEach(
                c ->
                        page.line(
                                2,
                                Layout.text(c, "type") + " ",
                                Layout.text(c, "status") + " ",
                                Layout.time(Layout.text(c, "lastHeartbeatTime")) + " ",
                                Layout.time(Layout.text(c, "lastTransitionTime")) + " ",
                                Layout.text(c, "reason") + " ",
                                Layout.text(c, "message")));
    }

    private static void quantities(Page page, String title, JsonNode quantities) {
        if (quantities.isEmpty()) {
            return;
        }
        page.line(0, title + ":");
        quantities
                .propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> page.line(2, e.getKey() + ":", e.getValue().asString("")));
    }

    private static void system(Page page, JsonNode info) {
        page.line(0, "System Info:");
        page.line(2, "Machine ID:", Layout.text(info, "machineID"));
        page.line(2, "System UUID:", Layout.text(info, "systemUUID"));
        page.line(2, "Boot ID:", Layout.text(info, "bootID"));
        page.line(2, "Kernel Version:", Layout.text(info, "kernelVersion"));
        page.line(2, "OS Image:", Layout.text(info, "osImage"));
        page.line(2, "Operating System:", Layout.text(info, "operatingSystem"));
        page.line(2, "Architecture:", Layout.text(info, "architecture"));
        page.line(2, "Container Runtime Version:", Layout.text(info, "containerRuntimeVersion"));
        page.line(2, "Kubelet Version:", Layout.text(info, "kubeletVersion"));
    }
}
