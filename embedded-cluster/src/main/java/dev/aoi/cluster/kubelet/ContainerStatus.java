package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kubelet.ContainerState.Running;
import dev.aoi.cluster.kubelet.ContainerState.Terminated;
import dev.aoi.cluster.kubelet.ContainerState.Waiting;
import dev.aoi.cluster.process.Image;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** Writes {@code containerStatuses}. */
final class ContainerStatus {
    private ContainerStatus() {}

    /** App containers by name, init containers in the order of the spec. */
    static ArrayNode list(List<ContainerWorker> containers, boolean byName) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        (byName
                        ? containers.stream().sorted(Comparator.comparing(ContainerWorker::name))
                        : containers.stream())
                .forEach(container -> list.add(of(container)));
        return list;
    }

    private static ObjectNode of(ContainerWorker container) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        boolean created = !container.containerId().isEmpty();
        status.put("name", container.name());
        status.put(
                "image",
                created
                        ? container.image().map(Image::reference).orElse("")
                        : container.spec().path("image").asString(""));
        status.put(
                "imageID",
                created
                        ? container
                                .image()
                                .map(image -> image.repository() + "@" + image.digest())
                                .orElse("")
                        : "");
        status.put("ready", container.ready());
        if (!container.isEphemeral()) {
            status.put("started", container.started());
        }
        status.put("restartCount", container.restarts());
        status.set("state", state(container.state()));
        ObjectNode last = status.putObject("lastState");
        container.last().ifPresent(end -> last.set("terminated", terminated(end)));
        if (created) {
            status.put("containerID", container.containerId());
            resources(status, container.spec().path("resources"));
            ObjectNode user = status.putObject("user").putObject("linux");
            user.put("uid", 0).put("gid", 0).putArray("supplementalGroups").add(0);
        }
        mounts(status, container.spec().path("volumeMounts"));
        return status;
    }

    private static void resources(ObjectNode status, JsonNode resources) {
        if (!resources.path("requests").isEmpty()) {
            status.set("allocatedResources", resources.path("requests"));
        }
        status.set("resources", resources.isObject() ? resources : status.objectNode());
    }

    private static void mounts(ObjectNode status, JsonNode mounts) {
        if (mounts.isEmpty()) {
            return;
        }
        ArrayNode list = status.putArray("volumeMounts");
        for (JsonNode mount : mounts) {
            ObjectNode entry = list.addObject();
            entry.put("name", mount.path("name").asString(""));
            entry.put("mountPath", mount.path("mountPath").asString(""));
            if (mount.path("readOnly").asBoolean(false)) {
                entry.put("readOnly", true).put("recursiveReadOnly", "Disabled");
            }
        }
    }

    private static ObjectNode state(ContainerState state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (state) {
            case Waiting waiting -> {
                ObjectNode entry = node.putObject("waiting").put("reason", waiting.reason());
                if (!waiting.message().isEmpty()) {
                    entry.put("message", waiting.message());
                }
            }
            case Running running ->
                    node.putObject("running").put("startedAt", time(running.since()));
            case Terminated end -> node.set("terminated", terminated(end));
        }
        return node;
    }

    private static ObjectNode terminated(Terminated end) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("exitCode", end.exitCode()).put("reason", end.reason());
        if (!end.message().isEmpty()) {
            node.put("message", end.message());
        }
        node.put("startedAt", time(end.started())).put("finishedAt", time(end.finished()));
        return node.put("containerID", end.containerId());
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
