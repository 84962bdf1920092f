package dev.aoi.cluster.api;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** {@code componentstatuses}: not stored, but asked of the components whenever they are read. */
final class ComponentStatuses {
    private static final List<String> NAMES = List.of("scheduler", "etcd-0", "controller-manager");

    private ComponentStatuses() {}

    static List<ObjectNode> list() {
        return NAMES.stream().map(ComponentStatuses::healthy).toList();
    }

    static Optional<ObjectNode> get(String name) {
        return NAMES.contains(name) ? Optional.of(healthy(name)) : Optional.empty();
    }

    private static ObjectNode healthy(String name) {
        ObjectNode status =
                JsonText.object().put("kind", "ComponentStatus").put("apiVersion", "v1");
        status.putObject("metadata").put("name", name);
        status.putArray("conditions")
                .addObject()
                .put("type", "Healthy")
                .put("status", "True")
                .put("message", "ok");
        return status;
    }
}
