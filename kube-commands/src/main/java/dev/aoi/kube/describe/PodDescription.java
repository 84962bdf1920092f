package dev.aoi.kube.describe;

import dev.aoi.kube.print.HumanDuration;

import tools.jackson.databind.JsonNode;

import java.time.Instant;

/** A pod. */
final class PodDescription {

    private PodDescription() {}

    static void write(Page page, JsonNode pod, Instant now) {
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        Layout.name(page, pod);
        page.lineIf(0, "Priority:", Layout.text(spec, "priority"));
        page.lineIf(0, "Priority Class Name:", Layout.text(spec, "priorityClassName"));
        page.lineIf(0, "Runtime Class Name:", Layout.text(spec, "runtimeClassName"));
        page.lineIf(0, "Service Account:", Layout.text(spec, "serviceAccountName"));
        String node = Layout.text(spec, "nodeName");
        page.line(
                0,
                "Node:",
                node.isEmpty() ? Layout.NONE : node + "/" + Layout.text(status, "hostIP"));
        page.lineIf(0, "Start Time:", Layout.time(Layout.text(status, "startTime")));
        Layout.labelsAndAnnotations(page, pod);
        String deleted = Layout.text(pod, "metadata", "deletionTimestamp");
        if (deleted.isEmpty()) {
            page.line(0, "Status:", Layout.text(status, "phase"));
        } else {
            page.line(
                    0, "Status:", "Terminating (lasts " + HumanDuration.since(deleted, now) + ")");
            page.line(
                    0,
                    "Termination Grace Period:",
                    Layout.text(pod, "metadata", "deletionGracePeriodSeconds") + "s");
        }
        page.lineIf(0, "Reason:", Layout.text(status, "reason"));
        page.lineIf(0, "Message:", Layout.text(status, "message"));
        page.lineIf(
                0,
                "SeccompProfile:",
                Layout.text(spec, "securityContext", "seccompProfile", "type"));
        addresses(page, status);
        Layout.controller(page, pod);
        page.lineIf(0, "NominatedNodeName:", Layout.text(status, "nominatedNodeName"));
        containers(page, pod);
        conditions(page, status.path("conditions"));
        new VolumeSection(page, 2).write(0, spec.path("volumes"));
        page.lineIf(0, "QoS Class:", Layout.text(status, "qosClass"));
        PlacementSection.write(page, 0, spec);
    }

    private static void addresses(Page page, JsonNode status) {
        page.line(0, "IP:", Layout.text(status, "podIP"));
        if (status.path("podIPs").isEmpty()) {
            page.line(0, "IPs:", Layout.NONE);
        } else {
            page.line(0, "IPs:");
            status.path("podIPs").forEach(ip -> page.line(2, "IP:", Layout.text(ip, "ip")));
        }
    }

    private static void containers(Page page, JsonNode pod) {
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        if (!spec.path("initContainers").isEmpty()) {
            new ContainerSection(page, 2, status.path("initContainerStatuses"), pod)
                    .write("Init Containers", 0, spec.path("initContainers"));
        }
        new ContainerSection(page, 2, status.path("containerStatuses"), pod)
                .write("Containers", 0, spec.path("containers"));
        if (!spec.path("ephemeralContainers").isEmpty()) {
            new ContainerSection(page, 2, status.path("ephemeralContainerStatuses"), pod)
                    .write("Ephemeral Containers", 0, spec.path("ephemeralContainers"));
        }
    }

    private static void conditions(Page page, JsonNode conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        page.line(0, "Conditions:");
        page.line(2, "Type", "Status");
        conditions.forEach(
                c -> page.line(2, Layout.text(c, "type") + " ", Layout.text(c, "status") + " "));
    }
}
