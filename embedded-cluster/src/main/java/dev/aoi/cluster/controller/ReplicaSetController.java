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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps the number of a replica set's pods, and counts them. */
public final class ReplicaSetController implements Controller {
    /** The first retry of a refused creation, doubled with each (client-go's work queue). */
    private static final Duration RETRY = Duration.ofMillis(5);

    private static final Duration RETRY_MOST = Duration.ofSeconds(1000);

    private static final Duration DELETING = Duration.ofMillis(25);
    private static final Duration DELETING_ALL = Duration.ofMillis(500);

    /** A set that is losing several pods: those it had, and when the next one goes. */
    private record Shrinking(List<ObjectNode> before, Duration step, Instant next) {}

    /** Creation was refused so often for a generation, and is tried again then. */
    private record Refused(long generation, Duration delay, Instant next, String message) {}

    private final Owners owners = new Owners(REPLICA_SET);
    private final Map<ObjectKey, Refused> refusals = new HashMap<>();
    private final Map<ObjectKey, Shrinking> shrinking = new HashMap<>();

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
        target.ifPresent(
                set ->
                        context.store()
                                .get(set)
                                .ifPresentOrElse(
                                        object -> sync(set, object, context),
                                        () -> {
                                            shrinking.remove(set);
                                            refusals.remove(set);
                                        }));
    }

    private void sync(ObjectKey key, ObjectNode set, ControllerContext context) {
        Shrinking work = shrinking.get(key);
        if (work != null && context.now().isBefore(work.next())) {
            context.requeueAfter(key, Duration.between(context.now(), work.next()));
            return;
        }
        List<ObjectNode> pods = Owners.owned(context.store(), POD, REPLICA_SET, set);
        List<ObjectNode> active = pods.stream().filter(Pods::active).toList();
        Optional<String> failure = Optional.empty();
        if (!ObjectMeta.terminating(set)) {
            failure = grow(key, set, active, context);
            if (shrink(key, set, active, pods, context)) {
                return;
            }
        }
        Shrinking done = shrinking.remove(key);
        ReplicaSetStatus.write(set, done == null ? pods : done.before(), failure, context);
    }

    /** Creates what is missing; the message of a creation that was refused. */
    private Optional<String> grow(
            ObjectKey key, ObjectNode set, List<ObjectNode> active, ControllerContext context) {
        Refused before = refusals.get(key);
        long generation = ObjectMeta.generation(set);
        boolean again = before != null && before.generation() == generation;
        if (again && active.size() < wanted(set) && context.now().isBefore(before.next())) {
            context.requeueAfter(key, Duration.between(context.now(), before.next()));
            return Optional.of(before.message());
        }
        for (int i = active.size(); i < wanted(set); i++) {
            Optional<String> failure = create(set, context);
            if (failure.isPresent()) {
                Duration doubled = again ? before.delay().multipliedBy(2) : RETRY;
                Duration delay = doubled.compareTo(RETRY_MOST) < 0 ? doubled : RETRY_MOST;
                Instant next = context.now().plus(delay);
                refusals.put(key, new Refused(generation, delay, next, failure.get()));
                context.requeueAfter(key, delay);
                return failure;
            }
        }
        refusals.remove(key);
        return Optional.empty();
    }

    /**
     * Deletes one of what is too much. Every request takes its time, and others see the first pods
     * going before the last ones are asked to.
     *
     * @return whether there are more to be deleted
     */
    private boolean shrink(
            ObjectKey key,
            ObjectNode set,
            List<ObjectNode> active,
            List<ObjectNode> pods,
            ControllerContext context) {
        int surplus = active.size() - wanted(set);
        if (surplus <= 0) {
            return false;
        }
        delete(set, active.stream().min(Pods.LEAST_WORTH).orElseThrow(), context);
        if (surplus == 1) {
            return false;
        }
        Shrinking earlier = shrinking.get(key);
        Duration step = earlier == null ? step(surplus) : earlier.step();
        shrinking.put(
                key,
                new Shrinking(
                        earlier == null ? pods : earlier.before(), step, context.now().plus(step)));
        context.requeueAfter(key, step);
        return true;
    }

    private static Duration step(int surplus) {
        Duration share = DELETING_ALL.dividedBy(surplus);
        return share.compareTo(DELETING) < 0 ? share : DELETING;
    }

    private static int wanted(ObjectNode set) {
        return set.path("spec").path("replicas").asInt(1);
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
