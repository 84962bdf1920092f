package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Status of a deployment.
 *
 * <ol>
 *   <li>Counters are sums over its sets.
 *   <li>{@code Available}: at least wanted minus maxUnavailable pods are available.
 *   <li>{@code Progressing}: complete, moving on, or out of time. A complete deployment that is
 *       merely scaled keeps its condition.
 *   <li>{@code ReplicaFailure}: a set could not create its pods.
 * </ol>
 */
final class DeploymentStatus {
    static final String PROGRESSING = "Progressing";
    static final String NEW_SET_AVAILABLE = "NewReplicaSetAvailable";
    private static final String TIMED_OUT = "ProgressDeadlineExceeded";

    private final Rollout rollout;
    private final ObjectNode stored;
    private final Conditions conditions;
    private final ControllerContext context;

    /**
     * A status to be written.
     *
     * @param conditions those of the stored status, already changed by what this reconcile did
     */
    DeploymentStatus(Rollout rollout, Conditions conditions, ControllerContext context) {
        this.rollout = rollout;
        this.stored = rollout.deployment();
        this.conditions = conditions;
        this.context = context;
    }

    /** With {@code rolling} false (paused, or only scaled) the progress is not judged. */
    void write(boolean rolling) {
        List<ObjectNode> all = rollout.all();
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        int available = Rollout.total(all, "availableReplicas");
        status.put("observedGeneration", ObjectMeta.generation(stored));
        Status.count(status, "replicas", Rollout.total(all, "replicas"));
        Status.count(
                status,
                "updatedReplicas",
                rollout.current().map(set -> Rollout.counted(set, "replicas")).orElse(0));
        Status.count(status, "readyReplicas", Rollout.total(all, "readyReplicas"));
        Status.count(status, "availableReplicas", available);
        Status.count(
                status, "unavailableReplicas", Math.max(0, Rollout.totalSpec(all) - available));
        status.put("terminatingReplicas", Rollout.total(all, "terminatingReplicas"));
        JsonNode collisions = stored.path("status").path("collisionCount");
        if (!collisions.isMissingNode()) {
            status.set("collisionCount", collisions);
        }
        boolean enough = available >= rollout.wanted() - rollout.maxUnavailable();
        conditions.set(
                "Available",
                enough,
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough
                        ? "Deployment has minimum availability."
                        : "Deployment does not have minimum availability.",
                context.now());
        if (rolling) {
            progress(status);
        }
        failure();
        status.set("conditions", conditions.json());
        Status.write(context.store(), DEPLOYMENT, stored, status);
    }

    private void progress(ObjectNode status) {
        boolean settled =
                status.path("replicas").asInt(0) == status.path("updatedReplicas").asInt(0)
                        && conditions.has(PROGRESSING, NEW_SET_AVAILABLE);
        if (settled) {
            return;
        }
        String name = rollout.current().map(ObjectMeta::name).orElse("");
        String subject =
                name.isEmpty()
                        ? "Deployment \"" + ObjectMeta.name(stored) + "\""
                        : "ReplicaSet \"" + name + "\"";
        Instant now = context.now();
        if (complete(status)) {
            conditions.set(
                    PROGRESSING,
                    true,
                    NEW_SET_AVAILABLE,
                    subject + " has successfully progressed.",
                    now);
        } else if (progressed(status)) {
            conditions.refresh(PROGRESSING, "ReplicaSetUpdated", subject + " is progressing.", now);
        } else if (timedOut(now)) {
            conditions.set(
                    PROGRESSING, false, TIMED_OUT, subject + " has timed out progressing.", now);
        }
    }

    private boolean complete(ObjectNode status) {
        int wanted = rollout.wanted();
        return status.path("updatedReplicas").asInt(0) == wanted
                && status.path("replicas").asInt(0) == wanted
                && status.path("availableReplicas").asInt(0) == wanted;
    }

    private boolean progressed(ObjectNode status) {
        JsonNode before = stored.path("status");
        return grew(before, status, "updatedReplicas")
                || outdated(status) < outdated(before)
                || grew(before, status, "readyReplicas")
                || grew(before, status, "availableReplicas");
    }

    private static boolean grew(JsonNode before, JsonNode now, String field) {
        return now.path(field).asInt(0) > before.path(field).asInt(0);
    }

    private static int outdated(JsonNode status) {
        return status.path("replicas").asInt(0) - status.path("updatedReplicas").asInt(0);
    }

    private boolean timedOut(Instant now) {
        if (conditions.has(PROGRESSING, NEW_SET_AVAILABLE)) {
            return false;
        }
        if (conditions.has(PROGRESSING, TIMED_OUT)) {
            return true;
        }
        Optional<Instant> deadline = deadline();
        if (deadline.isEmpty()) {
            return false;
        }
        if (now.isBefore(deadline.get())) {
            context.requeueAfter(
                    ObjectKey.of(DEPLOYMENT, stored), Duration.between(now, deadline.get()));
            return false;
        }
        return true;
    }

    private Optional<Instant> deadline() {
        int seconds = stored.path("spec").path("progressDeadlineSeconds").asInt(600);
        return conditions
                .get(PROGRESSING)
                .filter(c -> !c.path("reason").asString("").equals("DeploymentPaused"))
                .flatMap(c -> Times.read(c.path("lastUpdateTime")))
                .map(updated -> updated.plusSeconds(seconds + 1L));
    }

    private void failure() {
        Optional<JsonNode> failed =
                rollout.all().reversed().stream()
                        .flatMap(set -> set.path("status").path("conditions").valueStream())
                        .filter(c -> c.path("type").asString("").equals("ReplicaFailure"))
                        .findFirst();
        if (failed.isPresent()) {
            conditions.set(
                    "ReplicaFailure",
                    true,
                    failed.get().path("reason").asString(""),
                    failed.get().path("message").asString(""),
                    context.now());
        } else {
            conditions.remove("ReplicaFailure");
        }
    }
}
