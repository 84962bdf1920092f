package dev.aoi.kube.write;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.api.Revisions;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.Patch;
import dev.aoi.kube.command.PatchType;
import dev.aoi.kube.command.RolloutRestart;
import dev.aoi.kube.command.RolloutUndo;
import dev.aoi.kube.command.Scale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** Turns a write command into the patch that it means for the object as it is now. */
record PatchOf(ApiSession session, ObjectRef.Named target, JsonNode live) {

    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

    /**
     * The patch.
     *
     * @throws NoPatch when kubectl would not send one
     */
    IntendedPatch intend(KubeCommand command) {
        return switch (command) {
            case Patch patch ->
                    new IntendedPatch(patch.type(), ApiSession.JSON.readTree(patch.patchJson()));
            case Scale scale -> scale(scale);
            case RolloutRestart _ -> restart();
            case RolloutUndo undo -> undo(undo);
            default -> throw NoPatch.error("error: not a change: " + command.text());
        };
    }

    private IntendedPatch scale(Scale scale) {
        int now = live.path("spec").path("replicas").asInt(1);
        if (scale.currentReplicas() >= 0 && scale.currentReplicas() != now) {
            throw NoPatch.error(
                    "error: Expected replicas to be " + scale.currentReplicas() + ", was " + now);
        }
        ObjectNode body = ApiSession.JSON.createObjectNode();
        body.putObject("spec").put("replicas", scale.replicas());
        return new IntendedPatch(PatchType.MERGE, body);
    }

    private IntendedPatch restart() {
        if (live.path("spec").path("paused").asBoolean(false)) {
            throw NoPatch.error(
                    "error: "
                            + target.type().qualifiedPlural()
                            + " \""
                            + target.name()
                            + "\" can't restart paused deployment (run rollout resume first)");
        }
        ObjectNode body = ApiSession.JSON.createObjectNode();
        body.putObject("spec")
                .putObject("template")
                .putObject("metadata")
                .putObject("annotations")
                .put(RESTARTED, session.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return new IntendedPatch(PatchType.STRATEGIC, body);
    }

    private IntendedPatch undo(RolloutUndo undo) {
        if (live.path("spec").path("paused").asBoolean(false)) {
            throw NoPatch.error(
                    "error: you cannot rollback a paused deployment; resume it first with"
                            + " 'kubectl rollout resume' and try again");
        }
        Revisions.Revision revision = revision(undo.toRevision());
        if (revision.template().equals(live.path("spec").path("template"))) {
            throw NoPatch.nothingToDo(
                    target.type().qualifiedSingular()
                            + "/"
                            + target.name()
                            + " skipped rollback (current template already matches revision "
                            + revision.number()
                            + ")");
        }
        ArrayNode body = ApiSession.JSON.createArrayNode();
        body.addObject()
                .put("op", "replace")
                .put("path", "/spec/template")
                .set("value", revision.template());
        return new IntendedPatch(PatchType.JSON, body);
    }

    private Revisions.Revision revision(long wanted) {
        List<Revisions.Revision> all = Revisions.of(session, target.type(), live);
        if (wanted > 0) {
            return all.stream()
                    .filter(r -> r.number() == wanted)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    NoPatch.error(
                                            "error: unable to find specified revision "
                                                    + wanted
                                                    + " in history"));
        }
        if (all.size() < 2) {
            throw NoPatch.error(
                    "error: no rollout history found for "
                            + target.type().singular()
                            + " \""
                            + target.name()
                            + "\"");
        }
        return all.get(all.size() - 2);
    }
}
