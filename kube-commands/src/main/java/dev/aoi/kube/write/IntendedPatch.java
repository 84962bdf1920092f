package dev.aoi.kube.write;

import dev.aoi.kube.command.PatchType;

import tools.jackson.databind.JsonNode;

/**
 * The patch that a command means, before it is bound to a version.
 *
 * @param body what kubectl would send
 */
record IntendedPatch(PatchType type, JsonNode body) {

    /**
     * What the object will be, as far as it can be told without the server.
     *
     * @throws PatchFailure when the patch does not fit
     */
    JsonNode applyTo(JsonNode object) {
        return switch (type) {
            case JSON -> JsonPatch.apply(object, body);
            case MERGE -> MergePatch.apply(object, body);
            case STRATEGIC -> StrategicPatch.apply(object, body);
        };
    }
}
