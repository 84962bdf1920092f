package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sub-resources of pods that change one part of their spec, and nothing else. */
final class PodParts {
    private PodParts() {}

    /**
     * {@code ephemeralcontainers} and {@code resize}.
     *
     * @throws ApiException 404 when there is no such pod, 422 when an ephemeral container goes or
     *     changes
     */
    static ObjectNode update(
            ObjectStore store, ResourceRequest request, ObjectNode wanted, boolean dryRun) {
        ObjectNode pod = stored(store, request).deepCopy();
        JsonNode version = wanted.path("metadata").path("resourceVersion");
        if (!version.isMissingNode()) {
            pod.withObject("/metadata").set("resourceVersion", version);
        }
        ObjectNode spec = pod.withObject("/spec");
        JsonNode asked = wanted.path("spec");
        if (request.subresource().equals("resize")) {
            int index = 0;
            for (JsonNode container : spec.path("containers")) {
                JsonNode resources = asked.path("containers").path(index++).path("resources");
                if (resources.isObject()) {
                    ((ObjectNode) container).set("resources", resources.deepCopy());
                }
            }
        } else {
            mustGrow(request, spec.path("ephemeralContainers"), asked.path("ephemeralContainers"));
            if (asked.has("ephemeralContainers")) {
                spec.set("ephemeralContainers", asked.path("ephemeralContainers").deepCopy());
            }
        }
        return store.updatePart(ResourceKinds.POD, pod, dryRun);
    }

    /**
     * Places a pod on the node that a Binding names.
     *
     * @throws ApiException 404 when there is no such pod, 409 when it has a node
     */
    static ObjectNode bind(ObjectStore store, ResourceRequest request, ApiCall call) {
        ObjectNode binding = MediaTypes.object(call);
        ObjectNode pod = stored(store, request).deepCopy();
        String node = pod.at("/spec/nodeName").asString("");
        if (!node.isEmpty()) {
            throw ApiException.conflict(
                    ResourceKinds.POD,
                    request.name(),
                    "pod %s is already assigned to node \"%s\"".formatted(request.name(), node));
        }
        if (!Writes.dryRun(call)) {
            store.bind(pod, binding.at("/target/name").asString(""));
        }
        ObjectNode status = JsonText.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", 201);
    }

    private static void mustGrow(ResourceRequest request, JsonNode before, JsonNode after) {
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).path("name").equals(after.path(i).path("name"))) {
                throw ApiException.invalid(
                        ResourceKinds.POD,
                        request.name(),
                        java.util.List.of(
                                dev.aoi.cluster.kind.FieldError.forbidden(
                                        "spec.ephemeralContainers",
                                        "existing ephemeral containers %s may not be removed\n"
                                                .formatted(before.get(i).path("name")))));
            }
        }
    }

    private static ObjectNode stored(ObjectStore store, ResourceRequest request) {
        return store.get(new ObjectKey(ResourceKinds.POD, request.namespace(), request.name()))
                .orElseThrow(() -> ApiException.notFound(ResourceKinds.POD, request.name()));
    }
}
