package dev.aoi.cluster.world;

import tools.jackson.databind.node.ObjectNode;

/** Writes events; repeats of the same event are counted in the one that is there. */
final class CorrelatingEventRecorder implements EventRecorder {
    private final World world;

    CorrelatingEventRecorder(World world) {
        this.world = world;
    }

    @Override
    public void record(
            ObjectNode involved,
            String fieldPath,
            String type,
            String reason,
            String message,
            String component) {}
}
