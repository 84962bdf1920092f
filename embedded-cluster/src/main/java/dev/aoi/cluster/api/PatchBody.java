package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.schema.Schema;
import dev.aoi.cluster.store.ApiException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
                    case "application/merge-patch+json" -> {
                        JsonNode patch = JsonText.read(call.body());
                        if (!patch.isObject()) {
                            throw ApiException.badRequest(
                                    "error decoding patch: json: cannot unmarshal %s into Go value of type map[string]interface {}"
                                            .formatted(Decoder.kindOf(patch, false)));
                        }
                        yield MergePatch.apply(current, patch);
                    }
                    case STRATEGIC -> {
                        if (!kind.openApi().isMissingNode()) {
                            throw new ApiException(
                                    415,
                                    "UnsupportedMediaType",
                                    "the body of the request was in an unknown format - accepted"
                                            + " media types include: application/json-patch+json,"
                                            + " application/merge-patch+json,"
                                            + " application/apply-patch+yaml",
                                    JsonText.object());
                        }
                        yield StrategicPatch.apply(type, current, JsonText.read(call.body()));
                    }
                    default -> throw MediaTypes.unsupported();
                };
        if (result instanceof ObjectNode object) {
            String shown =
                    strategic
                            ? FieldValidation.goText(JsonText.read(call.body()))
                            : JsonText.text(
                                    format.equals("application/merge-patch+json")
                                            ? touched(object, JsonText.read(call.body()))
                                            : object);
            validation.patched(kind, type, object, shown, strategic);
            return object;
        }
        throw ApiException.badRequest("the patch does not give an object");
    }

    /** Objects that a merge patch went into come out of it with their fields sorted. */
    private static JsonNode touched(JsonNode object, JsonNode patch) {
        if (!object.isObject() || !patch.isObject()) {
            return object;
        }
        ObjectNode sorted = JsonText.object();
        new TreeMap<>(
                        object.propertyStream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .forEach((name, value) -> sorted.set(name, touched(value, patch.path(name))));
        return sorted;
    }
}
