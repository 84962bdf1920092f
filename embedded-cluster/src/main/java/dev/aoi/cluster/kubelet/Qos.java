package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Quality-of-service class (Kubernetes: "Pod Quality of Service Classes"). */
final class Qos {
    private Qos() {}

    static String of(JsonNode podSpec) {
        List<JsonNode> containers = new ArrayList<>();
        podSpec.path("containers").forEach(containers::add);
        podSpec.path("initContainers").forEach(containers::add);
        boolean guaranteed = true;
        boolean any = false;
        for (JsonNode container : containers) {
            JsonNode requests = container.path("resources").path("requests");
            JsonNode limits = container.path("resources").path("limits");
            for (String resource : List.of("cpu", "memory")) {
                JsonNode limit = limits.path(resource);
                JsonNode request = requests.path(resource);
                any |= !limit.isMissingNode() || !request.isMissingNode();
                guaranteed &=
                        !limit.isMissingNode()
                                && (request.isMissingNode() || request.equals(limit));
            }
        }
        if (!any) {
            return "BestEffort";
        }
        return guaranteed ? "Guaranteed" : "Burstable";
    }
}
