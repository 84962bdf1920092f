package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.PatchType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells from the live object alone whether a planned change was made. */
final class Reconciliation {

    private Reconciliation() {}

    /** Whether all tests of an undo hold: same object, and each tested field has its new value. */
    static boolean tests(JsonNode live, JsonNode operations) {
        return operations
                .valueStream()
                .filter(o -> o.path("op").asString("").equals("test"))
                .allMatch(
                        o -> Pointer.at(live, o.path("path").asString("")).equals(o.path("value")));
    }

    /**
     * Whether the change's effect is there: what it restores is not there now, and a merge or
     * strategic patch (which may be made twice) would change nothing more.
     */
    static boolean carries(JsonNode live, PlannedWrite write) {
        boolean restored =
                ApiSession.JSON
                        .readTree(write.undo().patchJson())
                        .valueStream()
                        .filter(o -> !o.path("op").asString("").equals("test"))
                        .allMatch(o -> restores(live, o));
        if (restored) {
            return false;
        }
        PatchType type = PatchType.byWord(write.patchType()).orElse(PatchType.JSON);
        if (type == PatchType.JSON) {
            return true;
        }
        ObjectNode body = ApiSession.JSON.readTree(write.patchJson()).asObject();
        if (body.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("uid");
            metadata.remove("resourceVersion");
        }
        try {
            JsonNode again = new IntendedPatch(type, body).applyTo(live);
            return UndoOperations.between(live, again, true).isEmpty();
        } catch (PatchFailure _) {
            return false;
        }
    }

    /** Whether the live object already is as this operation of an undo would make it. */
    private static boolean restores(JsonNode live, JsonNode operation) {
        JsonNode there = Pointer.at(live, operation.path("path").asString(""));
        return operation.path("op").asString("").equals("remove")
                ? there.isMissingNode()
                : there.equals(operation.path("value"));
    }
}
