package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** The QoS class of a pod: Guaranteed, Burstable or BestEffort. */
final class QualityOfService {
    private QualityOfService() {}

    static String of(JsonNode podSpec) {
        boolean any = false;
        boolean all = true;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : podSpec.path(list)) {
                JsonNode requests = container.at("/resources/requests");
                JsonNode limits = container.at("/resources/limits");
                for (String resource : List.of("cpu", "memory")) {
                    any |= requests.has(resource) || limits.has(resource);
                    all &=
                            limits.has(resource)
                                    && requests.path(resource).equals(limits.path(resource));
                }
            }
        }
        if (!any) {
            return "BestEffort";
        }
        return all ? "Guaranteed" : "Burstable";
    }
}
