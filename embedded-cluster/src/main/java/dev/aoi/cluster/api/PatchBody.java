package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies a patch in the format that its content type names. */
final class PatchBody {
    private static final String STRATEGIC = "application/strategic-merge-patch+json";

    private PatchBody() {}

    /**
     * The patched and decoded copy of {@code current}.
     *
     * @param validation what becomes of unknown fields
     * @throws ApiException 400 for a body that is no patch, 415 for an unknown format, 422 for a
     *     patch that does not fit
     */
    static ObjectNode apply(
            ResourceKind kind,
            Schema type,
            ObjectNode current,
            ApiCall call,
            FieldValidation validation) {
        String format = MediaTypes.bare(call.contentType());
        boolean strategic = format.equals(STRATEGIC) && type != Schema.ANY;
        JsonNode result =
                switch (format) {
                    case "application/json-patch+json" ->
                            JsonPatch.apply(current, JsonText.read(call.body()));
                    case "application/merge-patch+json" ->
                            MergePatch.apply(current, JsonText.read(call.body()));
                    case STRATEGIC -> {
                        if (!kind.openApi().isMissingNode()) {
                            throw MediaTypes.unsupported();
                        }
                        yield StrategicPatch.apply(type, current, JsonText.read(call.body()));
                    }
                    default -> throw MediaTypes.unsupported();
                };
        if (result instanceof ObjectNode object) {
            String shown =
                    strategic
                            ? FieldValidation.goText(JsonText.read(call.body()))
                            : JsonText.text(object);
            validation.patched(type, object, shown, strategic);
            return object;
        }
        throw ApiException.badRequest("the patch does not give an object");
    }
}
