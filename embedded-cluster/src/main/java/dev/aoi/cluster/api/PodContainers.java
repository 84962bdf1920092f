package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Which container of a pod a request is about. */
final class PodContainers {
    private PodContainers() {}

    /**
     * The named container, or the only one.
     *
     * @throws ApiException 400 with the server's message when there is none by that name, or
     *     several to choose from
     */
    static String choose(ObjectNode pod, String name) {
        List<String> containers = names(pod, "containers");
        List<String> all = new ArrayList<>(containers);
        all.addAll(names(pod, "initContainers"));
        all.addAll(names(pod, "ephemeralContainers"));
        if (name.isEmpty()) {
            if (containers.size() == 1) {
                return containers.getFirst();
            }
            throw ApiException.badRequest(
                    "a container name must be specified for pod %s, choose one of: [%s]"
                            .formatted(ObjectMeta.name(pod), String.join(" ", containers)));
        }
        if (!all.contains(name)) {
            throw ApiException.badRequest(
                    "container %s is not valid for pod %s".formatted(name, ObjectMeta.name(pod)));
        }
        return name;
    }

    /** What the pod's status says of a container; missing when it says nothing. */
    static JsonNode status(ObjectNode pod, String container) {
        for (String list :
                List.of(
                        "containerStatuses",
                        "initContainerStatuses",
                        "ephemeralContainerStatuses")) {
            for (JsonNode status : pod.path("status").path(list)) {
                if (status.path("name").asString("").equals(container)) {
                    return status;
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> names(ObjectNode pod, String list) {
        return pod.path("spec")
                .path(list)
                .valueStream()
                .map(container -> container.path("name").asString(""))
                .toList();
    }
}
