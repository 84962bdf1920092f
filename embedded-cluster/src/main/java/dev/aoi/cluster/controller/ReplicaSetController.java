package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.REPLICA_SET;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps the number of a replica set's pods, and counts them. */
public final class ReplicaSetController implements Controller {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Owners owners = new Owners(REPLICA_SET);

    @Override
    public String name() {
        return "replicaset-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(REPLICA_SET, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectKey> target =
                key.kind() == REPLICA_SET ? Optional.of(key) : owners.ownerOf(key, context.store());
        target.flatMap(context.store()::get).ifPresent(set -> sync(set, context));
    }

    private static void sync(ObjectNode set, ControllerContext context) {
        List<ObjectNode> active = active(set, context);
        Optional<String> failure =
                ObjectMeta.terminating(set) ? Optional.empty() : scale(set, active, context);
        if (failure.isPresent()) {
            context.requeueAfter(ObjectKey.of(REPLICA_SET, set), RETRY);
        }
        ReplicaSetStatus.write(set, failure, context);
    }

    static List<ObjectNode> active(ObjectNode set, ControllerContext context) {
        return Owners.owned(context.store(), POD, set).stream().filter(Pods::active).toList();
    }

    /** Creates or deletes; the message of a creation that was refused. */
    private static Optional<String> scale(
            ObjectNode set, List<ObjectNode> active, ControllerContext context) {
        int wanted = set.path("spec").path("replicas").asInt(1);
        for (int i = active.size(); i < wanted; i++) {
            Optional<String> failure = create(set, context);
            if (failure.isPresent()) {
                return failure;
            }
        }
        active.stream()
                .sorted(Pods.LEAST_WORTH)
                .limit(Math.max(0, active.size() - wanted))
                .forEach(pod -> delete(set, pod, context));
        return Optional.empty();
    }

    private static Optional<String> create(ObjectNode set, ControllerContext context) {
        ObjectNode pod = Pods.fromTemplate(set.path("spec").path("template"), REPLICA_SET, set);
        String prefix = ObjectMeta.name(set) + "-";
        ObjectMeta.mutable(pod).put("generateName", prefix);
        try {
            String name = ObjectMeta.name(context.store().create(POD, pod));
            event(set, context, "Normal", "SuccessfulCreate", "Created pod: " + name);
            return Optional.empty();
        } catch (ApiException e) {
            String message = refusal(e, prefix);
            event(set, context, "Warning", "FailedCreate", "Error creating: " + message);
            return Optional.of(message);
        }
    }

    /** The real admission refuses before a name is made, so messages end with the prefix. */
    private static String refusal(ApiException e, String prefix) {
        String message = String.valueOf(e.getMessage());
        return message.replaceAll(
                "\"" + Pattern.quote(prefix) + "[a-z0-9]{5}\"", "\"" + prefix + "\"");
    }

    private static void delete(ObjectNode set, ObjectNode pod, ControllerContext context) {
        context.store().delete(ObjectKey.of(POD, pod), Preconditions.uid(ObjectMeta.uid(pod)));
        event(set, context, "Normal", "SuccessfulDelete", "Deleted pod: " + ObjectMeta.name(pod));
    }

    private static void event(
            ObjectNode set, ControllerContext context, String type, String reason, String text) {
        context.events().record(set, type, reason, text, "replicaset-controller");
    }
}
