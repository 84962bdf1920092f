package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.PatchType;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.handle.ObservedObject;

import io.fabric8.kubernetes.client.KubernetesClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.util.List;
import java.util.Optional;

/**
 * Sends planned changes, each once. Whoever calls journals the intent before and the outcome after.
 */
public final class WriteApplier {

    private static final String MANAGER = "fieldManager";

    private final KubernetesClient client;

    public WriteApplier(KubernetesClient client) {
        this.client = client;
    }

    /** Sends a change; the server takes it only for the version for which it was planned. */
    public Applied apply(PlannedWrite write) {
        ResourceType type = type(write.target().kind());
        ObjectRef.Named named = new ObjectRef.Named(type, write.target().name());
        ApiPath path =
                ApiPath.object(type, write.target().namespace(), named.name())
                        .with(MANAGER, WriteText.fieldManager(write.command()));
        ApiSession session = new ApiSession(client);
        try {
            JsonNode answer = session.patch(path, patchType(write.patchType()), write.patchJson());
            String version = version(answer);
            String text =
                    version.equals(write.resourceVersion())
                            ? WriteText.unchanged(write.command(), named)
                            : WriteText.done(write.command(), named);
            return done(session, answer, type, text);
        } catch (ApiProblem problem) {
            boolean moved = problem.status() == 409 || problem.notFound();
            return failed(problem, moved, type, write.target().namespace(), named.name());
        }
    }

    /**
     * Sends an undo. It holds only while the object is the same one and still carries the change.
     *
     * @param expectedResourceVersionOrEmpty binds the undo to this version too, if not empty
     */
    public Applied undo(UndoPatch undo, String expectedResourceVersionOrEmpty) {
        ResourceType type = type(undo.kind());
        ArrayNode body = ApiSession.JSON.createArrayNode();
        if (!expectedResourceVersionOrEmpty.isEmpty()) {
            body.add(Precondition.version(expectedResourceVersionOrEmpty));
        }
        JsonNode operations = ApiSession.JSON.readTree(undo.patchJson());
        operations.forEach(body::add);
        ApiPath path = ApiPath.object(type, undo.namespace(), undo.name());
        ApiSession session = new ApiSession(client);
        try {
            JsonNode answer =
                    session.patch(
                            path.with(MANAGER, "kubectl-patch"),
                            PatchType.JSON,
                            ApiSession.JSON.writeValueAsString(body));
            return done(
                    session,
                    answer,
                    type,
                    type.qualifiedSingular() + "/" + undo.name() + " patched");
        } catch (ApiProblem problem) {
            boolean moved =
                    problem.status() == 409
                            || problem.notFound()
                            || problem.status() == 422 && !testsHold(path, operations);
            return failed(problem, moved, type, undo.namespace(), undo.name());
        }
    }

    /**
     * Whether the live object carries the change, for finding out after a crash or a cut
     * connection.
     *
     * @throws ApiProblem when the object cannot be read; one that is gone does not carry it
     */
    public boolean looksApplied(PlannedWrite write) {
        ObservedObject target = write.target();
        ApiPath path = ApiPath.object(type(target.kind()), target.namespace(), target.name());
        JsonNode operations = ApiSession.JSON.readTree(write.undo().patchJson());
        try {
            JsonNode live = new ApiSession(client).get(path);
            return Reconciliation.tests(live, operations) && Reconciliation.carries(live, write);
        } catch (ApiProblem problem) {
            if (problem.notFound()) {
                return false;
            }
            throw problem;
        }
    }

    private boolean testsHold(ApiPath path, JsonNode operations) {
        try {
            return Reconciliation.tests(new ApiSession(client).get(path), operations);
        } catch (ApiProblem _) {
            return true;
        }
    }

    private static Applied done(
            ApiSession session, JsonNode answer, ResourceType type, String text) {
        StringBuilder warnings = new StringBuilder();
        session.warnings().forEach(w -> warnings.append("Warning: ").append(w).append('\n'));
        JsonNode metadata = answer.path("metadata");
        ObservedObject object =
                new ObservedObject(
                        type.kind(),
                        metadata.path("namespace").asString(""),
                        metadata.path("name").asString(""),
                        metadata.path("uid").asString(""));
        return new Applied.Done(
                version(answer),
                new CommandResult(0, text + "\n", warnings.toString(), List.of(object)));
    }

    private Applied failed(
            ApiProblem problem, boolean moved, ResourceType type, String namespace, String name) {
        if (moved) {
            return new Applied.Conflict(problem.kubectlText(), current(type, namespace, name));
        }
        boolean unknown =
                switch (problem.reached()) {
                    case NOWHERE -> false;
                    case UNKNOWN -> true;
                    // The server or a proxy may have failed after the change was stored.
                    case ANSWERED ->
                            problem.status() == 500
                                    || problem.status() == 502
                                    || problem.status() == 504;
                };
        return unknown
                ? new Applied.Unknown(problem.kubectlText())
                : new Applied.Failed(CommandResult.failed(problem.kubectlText() + "\n"));
    }

    private Optional<String> current(ResourceType type, String namespace, String name) {
        try {
            return Optional.of(
                    version(new ApiSession(client).get(ApiPath.object(type, namespace, name))));
        } catch (ApiProblem _) {
            return Optional.empty();
        }
    }

    private static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asString("");
    }

    private static ResourceType type(String kind) {
        return ResourceType.byKind(kind)
                .orElseThrow(() -> new IllegalArgumentException("unknown kind " + kind));
    }

    private static PatchType patchType(String word) {
        return PatchType.byWord(word)
                .orElseThrow(() -> new IllegalArgumentException("unknown patch type " + word));
    }
}
