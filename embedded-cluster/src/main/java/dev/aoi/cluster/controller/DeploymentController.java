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
 *   <li>The status is written from what the sets reported before this step.
 * </ol>
 *
 * <p>When the deployment itself was changed on the way (its revision, or the condition that tells
 * of a new set) the status is left to the next look: the real controller's write would fail, for it
 * knows the older version only.
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
        Rollout found = read(deployment, context);
        boolean resized = new ReplicaSetScaling(found, context).sizeChanged();
        boolean mayCreate = !resized && RollingUpdate.mayBegin(found);
        long before = context.store().revision();
        boolean changed = !paused && ensureCurrent(found, conditions, mayCreate, context);
        Rollout rollout = context.store().revision() == before ? found : read(deployment, context);
        ReplicaSetScaling scaling = new ReplicaSetScaling(rollout, context);
        if (paused || resized) {
            scaling.resize();
        } else {
            new RollingUpdate(rollout, scaling).step();
        }
        if (!paused) {
            forgetHistory(rollout, context);
        }
        if (!changed) {
            new DeploymentStatus(rollout, conditions, context).write(!paused && !resized);
        }
    }

    /** The sets as they are now, with the deployment as it was when this reconcile began. */
    private static Rollout read(ObjectNode deployment, ControllerContext context) {
        return Rollout.of(
                deployment, Owners.owned(context.store(), REPLICA_SET, DEPLOYMENT, deployment));
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

    /** The set of the present template; whether the deployment was changed by looking for it. */
    private static boolean ensureCurrent(
            Rollout rollout, Conditions conditions, boolean create, ControllerContext context) {
        ObjectNode deployment = rollout.deployment();
        long revision = Revisions.next(rollout.old());
        Optional<ObjectNode> current = rollout.current();
        if (current.isPresent()) {
            ObjectNode stamped = Revisions.stamp(current.get(), deployment, revision);
            Revisions.update(context.store(), stamped, current.get());
            if (conditions.get(DeploymentStatus.PROGRESSING).isEmpty()) {
                conditions.set(
                        DeploymentStatus.PROGRESSING,
                        true,
                        "FoundNewReplicaSet",
                        "Found new replica set \"" + ObjectMeta.name(current.get()) + "\"",
                        context.now());
            }
            return Revisions.annotate(
                    context.store(), deployment, Revisions.of(stamped), conditions);
        }
        if (!create) {
            return false;
        }
        ObjectNode set = newSet(rollout, revision, context);
        context.store().create(REPLICA_SET, set);
        conditions.refresh(
                DeploymentStatus.PROGRESSING,
                "NewReplicaSetCreated",
                "Created new replica set \"" + ObjectMeta.name(set) + "\"",
                context.now());
        Revisions.annotate(context.store(), deployment, revision, conditions);
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
        return true;
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
            return rollout.wanted();
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
