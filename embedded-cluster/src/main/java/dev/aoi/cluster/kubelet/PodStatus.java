package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.temporal.ChronoUnit;

/** The whole status of a pod that is on a node. */
final class PodStatus {
    private PodStatus() {}

    static ObjectNode of(PodWorker pod) {
        JsonNode before = pod.object().path("status");
        long generation = ObjectMeta.generation(pod.object());
        String reached = PodPhase.of(pod);
        boolean told = !PodPhase.over(reached) || pod.settled() || pod.terminating();
        String phase = told ? reached : before.path("phase").asString("Pending");
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("phase", phase);
        status.put("observedGeneration", generation);
        status.set(
                "conditions",
                PodConditions.of(pod, reached, told, before.path("conditions"), generation));
        status.put("hostIP", pod.node().address());
        status.putArray("hostIPs").addObject().put("ip", pod.node().address());
        if (pod.addressKnown()) {
            status.put("podIP", pod.address());
            status.putArray("podIPs").addObject().put("ip", pod.address());
        }
        status.put("startTime", pod.startTime().truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode resources = pod.demand().resources();
        if (resources.has("requests")) {
            status.set("allocatedResources", resources.path("requests"));
        }
        if (pod.resynced() || PodPhase.over(phase)) {
            unlimited(pod, resources);
        }
        status.set("resources", resources);
        status.put("qosClass", pod.demand().qosClass());
        if (!pod.initContainers().isEmpty()) {
            status.set("initContainerStatuses", ContainerStatus.list(pod.initContainers(), false));
        }
        status.set("containerStatuses", ContainerStatus.list(pod.apps(), true));
        if (!pod.ephemerals().isEmpty()) {
            status.set("ephemeralContainerStatuses", ContainerStatus.list(pod.ephemerals(), false));
        }
        return status;
    }

    /**
     * The group of a pod without requests has no limit: what its file says is the most there is.
     */
    private static void unlimited(PodWorker pod, ObjectNode resources) {
        if (pod.demand().qosClass().equals("BestEffort")) {
            resources.putObject("limits").put("memory", "9007199254740988Ki");
        }
    }
}
