package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.PatchType;
import dev.aoi.kube.server.SmallApiServer;
import dev.aoi.kube.server.Store;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;

/**
 * A store that takes patches as the API server does: 409 when uid or resourceVersion of the patched
 * object are not the stored ones, 422 when a test fails, a new version when something changed.
 */
final class PatchingStore implements SmallApiServer.Handler {

    private final Store store = new Store();

    PatchingStore put(String json) {
        store.put(ApiSession.JSON.readTree(json));
        return this;
    }

    ObjectNode at(String path) {
        return store.at(path);
    }

    @Override
    public synchronized SmallApiServer.Answer answer(SmallApiServer.Asked asked) {
        String path = asked.uri().split("\\?")[0];
        if (!asked.method().equals("PATCH")) {
            return store.answer(asked);
        }
        ObjectNode old;
        try {
            old = store.at(path);
        } catch (java.util.NoSuchElementException _) {
            return Store.notFound(path);
        }
        PatchType type =
                Arrays.stream(PatchType.values())
                        .filter(t -> t.mediaType().equals(asked.contentType()))
                        .findFirst()
                        .orElseThrow();
        JsonNode patched;
        try {
            patched = new IntendedPatch(type, ApiSession.JSON.readTree(asked.body())).applyTo(old);
        } catch (PatchFailure failure) {
            return status(422, "Invalid", "the server rejected our request due to an error");
        }
        JsonNode before = old.path("metadata");
        JsonNode after = patched.path("metadata");
        if (!before.path("uid").equals(after.path("uid"))
                || !before.path("resourceVersion").equals(after.path("resourceVersion"))) {
            return status(409, "Conflict", "the object has been modified");
        }
        if (!patched.equals(old)) {
            long version = Long.parseLong(before.path("resourceVersion").asString());
            after.asObject().put("resourceVersion", "" + (version + 1));
            store.put(patched);
        }
        return SmallApiServer.Answer.json(200, patched.toString());
    }

    static SmallApiServer.Answer status(int code, String reason, String message) {
        ObjectNode status = ApiSession.JSON.createObjectNode();
        status.put("kind", "Status").put("code", code);
        status.put("reason", reason).put("message", message);
        return SmallApiServer.Answer.json(code, status.toString());
    }
}
