package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** The pods that a workload controls, counted by phase. */
final class WorkloadPods {

    private WorkloadPods() {}

    static String phases(ApiSession session, JsonNode workload) {
        String uid = Layout.text(workload, "metadata", "uid");
        List<String> phases =
                session
                        .list(
                                ApiPath.list(
                                                ResourceType.POD,
                                                Layout.text(workload, "metadata", "namespace"))
                                        .with(
                                                "labelSelector",
                                                LabelText.selector(
                                                        workload.path("spec").path("selector"))))
                        .stream()
                        .filter(p -> controlledBy(p, uid))
                        .map(p -> Layout.text(p, "status", "phase"))
                        .toList();
        return count(phases, "Running")
                + " Running / "
                + count(phases, "Pending")
                + " Waiting / "
                + count(phases, "Succeeded")
                + " Succeeded / "
                + count(phases, "Failed")
                + " Failed";
    }

    private static boolean controlledBy(JsonNode pod, String uid) {
        return pod.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .anyMatch(
                        o ->
                                o.path("controller").asBoolean(false)
                                        && Layout.text(o, "uid").equals(uid));
    }

    private static long count(List<String> phases, String phase) {
        return phases.stream().filter(phase::equals).count();
    }
}
