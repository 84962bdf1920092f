package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.command.RolloutStatus;

import tools.jackson.databind.JsonNode;

/** One look of {@code kubectl rollout status}. */
final class RolloutStatusRun {

    private RolloutStatusRun() {}

    static Printout run(ApiSession session, RolloutStatus command) {
        ObjectRef.Named object = (ObjectRef.Named) command.objects().getFirst();
        String namespace = CommandRunner.namespace(command);
        JsonNode live = session.get(ApiPath.object(object.type(), namespace, object.name()));
        Printout print = new Printout().saw(object.type(), live);
        if (object.type() == ResourceType.DEPLOYMENT && deadlinePassed(live)) {
            return print.error(
                    "error: deployment \"" + object.name() + "\" exceeded its progress deadline");
        }
        return print.out(
                (object.type() == ResourceType.DEPLOYMENT
                                ? deployment(live, object.name())
                                : statefulSet(live))
                        + "\n");
    }

    private static boolean deadlinePassed(JsonNode deployment) {
        return observed(deployment)
                && deployment
                        .path("status")
                        .path("conditions")
                        .valueStream()
                        .anyMatch(
                                c ->
                                        c.path("type").asString("").equals("Progressing")
                                                && c.path("reason")
                                                        .asString("")
                                                        .equals("ProgressDeadlineExceeded"));
    }

    private static boolean observed(JsonNode live) {
        return live.path("metadata").path("generation").asLong(0)
                <= live.path("status").path("observedGeneration").asLong(0);
    }

    private static String deployment(JsonNode live, String name) {
        if (!observed(live)) {
            return "Waiting for deployment spec update to be observed...";
        }
        JsonNode status = live.path("status");
        int wanted = live.path("spec").path("replicas").asInt(1);
        int updated = status.path("updatedReplicas").asInt(0);
        int total = status.path("replicas").asInt(0);
        int available = status.path("availableReplicas").asInt(0);
        String waiting = "Waiting for deployment \"" + name + "\" rollout to finish: ";
        if (updated < wanted) {
            return waiting + updated + " out of " + wanted + " new replicas have been updated...";
        }
        if (total > updated) {
            return waiting + (total - updated) + " old replicas are pending termination...";
        }
        if (available < updated) {
            return waiting + available + " of " + updated + " updated replicas are available...";
        }
        return "deployment \"" + name + "\" successfully rolled out";
    }

    private static String statefulSet(JsonNode live) {
        if (!observed(live)) {
            return "Waiting for statefulset spec update to be observed...";
        }
        JsonNode status = live.path("status");
        JsonNode strategy = live.path("spec").path("updateStrategy");
        int wanted = live.path("spec").path("replicas").asInt(1);
        int ready = status.path("readyReplicas").asInt(0);
        int updated = status.path("updatedReplicas").asInt(0);
        if (ready < wanted) {
            return "Waiting for " + (wanted - ready) + " pods to be ready...";
        }
        if (strategy.path("rollingUpdate").has("partition")) {
            int rolled = wanted - strategy.path("rollingUpdate").path("partition").asInt(0);
            return updated < rolled
                    ? "Waiting for partitioned roll out to finish: "
                            + updated
                            + " out of "
                            + rolled
                            + " new pods have been updated..."
                    : "partitioned roll out complete: "
                            + updated
                            + " new pods have been updated...";
        }
        String current = status.path("currentRevision").asString("");
        String update = status.path("updateRevision").asString("");
        return current.equals(update)
                ? "statefulset rolling update complete "
                        + status.path("currentReplicas").asInt(0)
                        + " pods at revision "
                        + current
                        + "..."
                : "waiting for statefulset rolling update to complete "
                        + updated
                        + " pods at revision "
                        + update
                        + "...";
    }
}
