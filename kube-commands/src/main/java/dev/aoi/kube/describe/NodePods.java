package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.print.HumanDuration;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pods on a node with their share of it, and the sum. */
final class NodePods {

    private NodePods() {}

    static void write(Page page, ApiSession session, JsonNode node) {
        String fields =
                "spec.nodeName="
                        + Layout.text(node, "metadata", "name")
                        + ",status.phase!=Succeeded,status.phase!=Failed";
        List<JsonNode> pods =
                session.list(ApiPath.list(ResourceType.POD, "").with("fieldSelector", fields));
        JsonNode capacity = node.path("status").path("allocatable");
        page.line(0, "Non-terminated Pods:", "(" + pods.size() + " in total)");
        page.line(
                2,
                "Namespace",
                "Name",
                "",
                "CPU Requests",
                "CPU Limits",
                "Memory Requests",
                "Memory Limits",
                "Age");
        page.line(
                2,
                "---------",
                "----",
                "",
                "------------",
                "----------",
                "---------------",
                "-------------",
                "---");
        for (JsonNode pod : pods) {
            page.line(
                    2,
                    Layout.text(pod, "metadata", "namespace"),
                    Layout.text(pod, "metadata", "name"),
                    "",
                    share(sum(pod, "requests", "cpu"), capacity, "cpu"),
                    share(sum(pod, "limits", "cpu"), capacity, "cpu"),
                    share(sum(pod, "requests", "memory"), capacity, "memory"),
                    share(sum(pod, "limits", "memory"), capacity, "memory"),
                    HumanDuration.since(
                            Layout.text(pod, "metadata", "creationTimestamp"), session.now()));
        }
        page.line(0, "Allocated resources:");
        page.line(2, "(Total limits may be over 100 percent, i.e., overcommitted.)");
        page.line(2, "Resource", "Requests", "Limits").line(2, "--------", "--------", "------");
        resources(capacity)
                .forEach(
                        r ->
                                page.line(
                                        2,
                                        r,
                                        share(total(pods, "requests", r), capacity, r),
                                        share(total(pods, "limits", r), capacity, r)));
    }

    private static Stream<String> resources(JsonNode capacity) {
        Stream<String> huge =
                capacity.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(k -> k.startsWith("hugepages-"))
                        .sorted();
        return Stream.concat(Stream.of("cpu", "memory", "ephemeral-storage"), huge);
    }

    private static Quantity total(List<JsonNode> pods, String kind, String resource) {
        return pods.stream().map(p -> sum(p, kind, resource)).reduce(Quantity.ZERO, Quantity::plus);
    }

    private static Quantity sum(JsonNode pod, String kind, String resource) {
        return pod.path("spec")
                .path("containers")
                .valueStream()
                .map(c -> Quantity.of(Layout.text(c, "resources", kind, resource)))
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    private static String share(Quantity used, JsonNode capacity, String resource) {
        return used + " (" + used.percentOf(Quantity.of(Layout.text(capacity, resource))) + "%)";
    }
}
