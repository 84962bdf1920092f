package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rolls deployments out through replica sets.
 *
 * <ol>
 *   <li>Find the set of the present template; make it if the deployment is not paused.
 *   <li>A changed size is followed first; else one step of the roll-out is taken.
 *   <li>Sets beyond the history limit are deleted when the roll-out is complete.
 *   <li>The status is written from what the sets report.
 * </ol>
 */
public final class DeploymentController implements Controller {
    private final Owners owners = new Owners(DEPLOYMENT);

    @Override
    public String name() {
        return "deployment-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(DEPLOYMENT, REPLICA_SET);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectKey> target =
                key.kind() == DEPLOYMENT ? Optional.of(key) : owners.ownerOf(key, context.store());
        target.flatMap(context.store()::get).ifPresent(deployment -> sync(deployment, context));
    }

    private static void sync(ObjectNode deployment, ControllerContext context) {
        Conditions conditions = new Conditions(deployment.path("status").path("conditions"));
        if (ObjectMeta.terminating(deployment)) {
            new DeploymentStatus(read(deployment, context), conditions, context).write(false);
            return;
        }
        boolean paused = deployment.path("spec").path("paused").asBoolean(false);
        notePause(conditions, paused, context);
        if (!paused) {
            ensureCurrent(deployment, conditions, context);
        }
        Rollout rollout = read(deployment, context);
        ReplicaSetScaling scaling = new ReplicaSetScaling(rollout, context);
        boolean resized = scaling.sizeChanged();
        if (paused || resized) {
            scaling.resize();
        } else {
            rollout.current().ifPresent(set -> new RollingUpdate(rollout, scaling).step(set));
        }
        Rollout after = read(deployment, context);
        if (!paused) {
            forgetHistory(after, context);
        }
        new DeploymentStatus(after, conditions, context).write(!paused && !resized);
    }

    /** The sets as they are now, with the deployment as it was when this reconcile began. */
    private static Rollout read(ObjectNode deployment, ControllerContext context) {
        return Rollout.of(deployment, Owners.owned(context.store(), REPLICA_SET, deployment));
    }

    private static void notePause(
            Conditions conditions, boolean paused, ControllerContext context) {
        boolean noted = conditions.has(DeploymentStatus.PROGRESSING, "DeploymentPaused");
        if (paused && !noted) {
            conditions.unknown(
                    DeploymentStatus.PROGRESSING,
                    "DeploymentPaused",
                    "Deployment is paused",
                    context.now());
        } else if (!paused && noted) {
            conditions.unknown(
                    DeploymentStatus.PROGRESSING,
                    "DeploymentResumed",
                    "Deployment is resumed",
                    context.now());
        }
    }

    private static void ensureCurrent(
            ObjectNode deployment, Conditions conditions, ControllerContext context) {
        Rollout rollout = read(deployment, context);
        long revision = Revisions.next(rollout.old());
        if (rollout.current().isPresent()) {
            ObjectNode set = rollout.current().get();
            ObjectNode stamped = Revisions.stamp(set, deployment, revision);
            Revisions.update(context.store(), stamped, set);
            Revisions.annotate(context.store(), deployment, Revisions.of(stamped));
            if (conditions.get(DeploymentStatus.PROGRESSING).isEmpty()) {
                conditions.set(
                        DeploymentStatus.PROGRESSING,
                        true,
                        "FoundNewReplicaSet",
                        "Found new replica set \"" + ObjectMeta.name(set) + "\"",
                        context.now());
            }
            return;
        }
        ObjectNode set = newSet(rollout, revision, context);
        context.store().create(REPLICA_SET, set);
        Revisions.annotate(context.store(), deployment, revision);
        conditions.refresh(
                DeploymentStatus.PROGRESSING,
                "NewReplicaSetCreated",
                "Created new replica set \"" + ObjectMeta.name(set) + "\"",
                context.now());
        int size = Rollout.specReplicas(set);
        if (size > 0) {
            context.events()
                    .record(
                            deployment,
                            "Normal",
                            "ScalingReplicaSet",
                            "Scaled up replica set %s from 0 to %d"
                                    .formatted(ObjectMeta.name(set), size),
                            "deployment-controller");
        }
    }

    private static ObjectNode newSet(Rollout rollout, long revision, ControllerContext context) {
        ObjectNode deployment = rollout.deployment();
        ObjectNode template = (ObjectNode) deployment.path("spec").path("template").deepCopy();
        String hash = hash(deployment, template, context);
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = set.putObject("metadata");
        metadata.put("namespace", ObjectMeta.namespace(deployment));
        metadata.put("name", ObjectMeta.name(deployment) + "-" + hash);
        ObjectNode labels = template.withObject("metadata").withObject("labels");
        labels.put(Rollout.HASH_LABEL, hash);
        metadata.set("labels", labels.deepCopy());
        ObjectNode stamped = Revisions.stamp(set, deployment, revision);
        ReplicaSetScaling.annotate(stamped, rollout);
        Owners.set(stamped, DEPLOYMENT, deployment);
        ObjectNode spec = stamped.putObject("spec");
        spec.put("replicas", firstSize(rollout));
        int minReady = deployment.path("spec").path("minReadySeconds").asInt(0);
        Status.count(spec, "minReadySeconds", minReady);
        ObjectNode selector = (ObjectNode) deployment.path("spec").path("selector").deepCopy();
        selector.withObject("matchLabels").put(Rollout.HASH_LABEL, hash);
        spec.set("selector", selector);
        spec.set("template", template);
        return stamped;
    }

    private static int firstSize(Rollout rollout) {
        if (!rollout.isRolling()) {
            // Recreate waits until the old pods are gone.
            return Rollout.totalSpec(rollout.old()) > 0
                            || Rollout.total(rollout.old(), "replicas") > 0
                    ? 0
                    : rollout.wanted();
        }
        int room = rollout.wanted() + rollout.maxSurge() - Rollout.totalSpec(rollout.old());
        return Math.clamp(room, 0, rollout.wanted());
    }

    /** A hash whose name is free; templates with equal hashes are told apart by a count. */
    private static String hash(
            ObjectNode deployment, ObjectNode template, ControllerContext context) {
        for (int collisions = 0; ; collisions++) {
            String hash = TemplateHash.of(template, collisions);
            ObjectKey key =
                    new ObjectKey(
                            REPLICA_SET,
                            ObjectMeta.namespace(deployment),
                            ObjectMeta.name(deployment) + "-" + hash);
            if (context.store().get(key).isEmpty()) {
                return hash;
            }
        }
    }

    private static void forgetHistory(Rollout rollout, ControllerContext context) {
        boolean complete =
                rollout.current()
                        .filter(
                                set ->
                                        Rollout.counted(set, "availableReplicas")
                                                == rollout.wanted())
                        .isPresent();
        int limit = rollout.deployment().path("spec").path("revisionHistoryLimit").asInt(10);
        List<ObjectNode> empty =
                rollout.old().stream()
                        .filter(
                                set ->
                                        Rollout.specReplicas(set) == 0
                                                && Rollout.counted(set, "replicas") == 0)
                        .sorted(java.util.Comparator.comparingLong(Revisions::of))
                        .toList();
        if (!complete) {
            return;
        }
        for (int i = 0; i < empty.size() - limit; i++) {
            context.store()
                    .delete(
                            ObjectKey.of(REPLICA_SET, empty.get(i)),
                            Preconditions.uid(ObjectMeta.uid(empty.get(i))));
        }
    }
}
