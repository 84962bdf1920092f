package dev.aoi.cluster.world;

import tools.jackson.databind.node.ObjectNode;

/** Writes events as client-go's recorder does: repeats are counted, near-repeats are combined. */
public interface EventRecorder {
    /**
     * Records an event about {@code involved}.
     *
     * @param type {@code Normal} or {@code Warning}
     * @param reason e.g. {@code BackOff}
     * @param component e.g. {@code kubelet}; for the kubelet the host is the involved pod's node,
     *     for {@code default-scheduler} the event has the newer form with {@code eventTime}
     */
    default void record(
            ObjectNode involved, String type, String reason, String message, String component) {
        record(involved, "", type, reason, message, component);
    }

    /**
     * Records an event about a part of {@code involved}.
     *
     * @param fieldPath e.g. {@code spec.containers{app}}; empty for the whole object
     */
    void record(
            ObjectNode involved,
            String fieldPath,
            String type,
            String reason,
            String message,
            String component);
}
