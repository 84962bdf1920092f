package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies a patch in the format that its content type names. */
final class PatchBody {
    private static final String ACCEPTED =
            "application/json-patch+json, application/merge-patch+json,"
                    + " application/strategic-merge-patch+json";

    private PatchBody() {}

    /**
     * The patched copy of {@code current}.
     *
     * @throws ApiException 400 for a body that is no patch, 415 for an unknown format, 422 for a
     *     JSON patch that does not fit
     */
    static ObjectNode apply(ObjectNode current, ApiCall call) {
        String type = MediaTypes.bare(call.contentType());
        JsonNode patch = JsonText.read(call.body());
        JsonNode result =
                switch (type) {
                    case "application/json-patch+json" -> JsonPatch.apply(current, patch);
                    case "application/merge-patch+json" -> MergePatch.apply(current, patch);
                    case "application/strategic-merge-patch+json" ->
                            StrategicPatch.apply(current, patch);
                    default -> throw ApiException.unsupportedMediaType(ACCEPTED);
                };
        if (result instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the patch does not give an object");
    }
}
