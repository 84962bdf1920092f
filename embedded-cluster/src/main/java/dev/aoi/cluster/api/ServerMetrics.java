package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.world.World;

/** {@code /metrics} of the API server, in Prometheus' text format: what it stores. */
final class ServerMetrics {
    private ServerMetrics() {}

    static ApiReply answer(World world) {
        return world.read(
                () -> {
                    StringBuilder text = new StringBuilder();
                    text.append(
                            "# HELP apiserver_storage_objects [STABLE] Number of stored objects at"
                                    + " the time of last check split by kind.\n");
                    text.append("# TYPE apiserver_storage_objects gauge\n");
                    for (ResourceKind kind : world.store().kinds().all()) {
                        text.append("apiserver_storage_objects{resource=\"")
                                .append(kind.qualifiedPlural())
                                .append("\"} ")
                                .append(world.store().list(kind, "").size())
                                .append('\n');
                    }
                    return new ApiReply.Text(text.toString());
                });
    }
}
