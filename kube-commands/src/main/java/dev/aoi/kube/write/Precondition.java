package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.PatchType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds a patch to one version of one object: uid and resourceVersion are written into the patched
 * object, and the API server answers 409 when they are not those of the stored one.
 */
final class Precondition {

    private Precondition() {}

    static JsonNode bind(PatchType type, JsonNode patch, String uid, String resourceVersion) {
        if (type == PatchType.JSON) {
            ArrayNode bound = ApiSession.JSON.createArrayNode();
            bound.add(version(resourceVersion));
            bound.add(replace("/metadata/uid", uid));
            patch.forEach(bound::add);
            return bound;
        }
        ObjectNode bound = patch.deepCopy().asObject();
        ObjectNode metadata =
                bound.path("metadata") instanceof ObjectNode given
                        ? given
                        : bound.putObject("metadata");
        metadata.put("uid", uid).put("resourceVersion", resourceVersion);
        return bound;
    }

    /** The operation that binds a JSON patch to a version. */
    static ObjectNode version(String resourceVersion) {
        return replace("/metadata/resourceVersion", resourceVersion);
    }

    private static ObjectNode replace(String path, String value) {
        return ApiSession.JSON
                .createObjectNode()
                .put("op", "replace")
                .put("path", path)
                .put("value", value);
    }
}
