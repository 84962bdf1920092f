package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.store.Versions;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a pod's containers ask for together. It is worked out once for each state of the pod's spec,
 * not at every look at the pod.
 *
 * @param spec the pod's {@code spec} that it was worked out from
 * @param qosClass as in the status
 */
record PodDemand(JsonNode spec, ObjectNode sums, String qosClass) {
    static PodDemand of(JsonNode spec) {
        return new PodDemand(spec, PodResources.of(spec), Qos.of(spec));
    }

    boolean isOf(JsonNode other) {
        return spec == other;
    }

    /** {@code resources} of the status; the caller's own. */
    ObjectNode resources() {
        return Versions.fields(sums);
    }
}
