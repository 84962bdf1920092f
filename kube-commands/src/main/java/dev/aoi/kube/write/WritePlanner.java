package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.NamespaceChoice;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.PatchType;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.handle.HandleEntry;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;

import io.fabric8.kubernetes.client.KubernetesClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.util.List;
import java.util.Optional;

/**
 * Plans changes: reads the object, works out patch and undo, sends nothing that changes anything.
 *
 * <p>Steps: 1. read the object: the before-image. 2. Turn the command into a patch. 3. Apply the
 * patch to a copy: the after-image. 4. Work out the undo from both. 5. Bind the patch to uid and
 * resourceVersion. 6. Take the hash.
 */
public final class WritePlanner {

    private final KubernetesClient client;

    public WritePlanner(KubernetesClient client) {
        this.client = client;
    }

    /** Plans a resolved write command. */
    public Planning plan(KubeCommand write) {
        return plan(write, HandleTable.empty(0));
    }

    /**
     * Plans a resolved write command, and refuses it when the object of that name is no longer the
     * one that the incident observed (another uid).
     */
    public Planning plan(KubeCommand write, HandleTable observed) {
        if (!write.writes()
                || write.objects().size() != 1
                || !(write.objects().getFirst() instanceof ObjectRef.Named target)
                || !write.takes(target.type())) {
            return notPlannable("error: not a resolved change: " + write.text());
        }
        String namespace =
                write.namespace() instanceof NamespaceChoice.One(String name) ? name : "default";
        ApiSession session = new ApiSession(client);
        try {
            JsonNode live = session.get(ApiPath.object(target.type(), namespace, target.name()));
            Optional<String> stranger = stranger(live, target, namespace, observed);
            if (stranger.isPresent()) {
                return notPlannable(stranger.get());
            }
            return planned(write, target, live, new PatchOf(session, target, live).intend(write));
        } catch (ApiProblem problem) {
            return notPlannable(problem.kubectlText());
        } catch (PatchFailure failure) {
            return notPlannable("error: the patch does not fit: " + failure.getMessage());
        } catch (NoPatch none) {
            return new Planning.NotPlannable(none.result());
        }
    }

    private static Planning planned(
            KubeCommand write, ObjectRef.Named target, JsonNode live, IntendedPatch intended) {
        JsonNode metadata = live.path("metadata");
        String namespace = metadata.path("namespace").asString("");
        String uid = metadata.path("uid").asString("");
        String version = metadata.path("resourceVersion").asString("");
        boolean orderKnown = intended.type() != PatchType.STRATEGIC;
        Optional<ArrayNode> back = UndoOperations.between(live, intended.applyTo(live), orderKnown);
        if (back.isEmpty()) {
            return new Planning.NotPlannable(
                    new CommandResult(0, WriteText.unchanged(write, target) + "\n", "", List.of()));
        }
        UndoPatch undo =
                new UndoPatch(
                        target.type().kind(),
                        namespace,
                        target.name(),
                        PatchType.JSON.word(),
                        ApiSession.JSON.writeValueAsString(back.get()));
        String patch =
                ApiSession.JSON.writeValueAsString(
                        Precondition.bind(intended.type(), intended.body(), uid, version));
        String type = intended.type().word();
        return new Planning.Planned(
                new PlannedWrite(
                        write,
                        new ObservedObject(target.type().kind(), namespace, target.name(), uid),
                        version,
                        ApiSession.JSON.writeValueAsString(live),
                        type,
                        patch,
                        undo,
                        WriteHash.of(write.text(), type, patch, undo, uid, version)));
    }

    private static Optional<String> stranger(
            JsonNode live, ObjectRef.Named target, String namespace, HandleTable observed) {
        String uid = live.path("metadata").path("uid").asString("");
        return observed.byName(target.type().kind(), namespace, target.name())
                .map(HandleEntry::uid)
                .filter(seen -> !seen.equals(uid))
                .map(
                        seen ->
                                "error: "
                                        + target.text()
                                        + " was deleted and made again since it was observed (uid "
                                        + seen
                                        + ", now "
                                        + uid
                                        + "); look at it again first");
    }

    private static Planning notPlannable(String line) {
        return new Planning.NotPlannable(CommandResult.failed(line + "\n"));
    }
}
