package dev.aoi.cluster.world;

import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.node.ObjectNode;

/**
 * Who reports an event.
 *
 * @param component e.g. {@code kubelet}
 * @param host node it runs on; empty for controllers
 */
record EventSource(String component, String host) {
    private static final String KUBELET = "kubelet";

    /**
     * The kubelet reports from the node of the object, the scheduler and the proxy from where the
     * control plane runs, others from nowhere in particular.
     */
    static EventSource of(String component, ObjectNode involved, ClusterShape shape) {
        if (component.equals("default-scheduler") || component.equals("kube-proxy")) {
            return new EventSource(component, shape.controlPlane());
        }
        if (!component.equals(KUBELET)) {
            return new EventSource(component, "");
        }
        String node = involved.path("spec").path("nodeName").asString("");
        return new EventSource(component, node.isEmpty() ? ObjectMeta.name(involved) : node);
    }
}
