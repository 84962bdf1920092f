package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs numbered pods, one step at a time.
 *
 * <ol>
 *   <li>A missing pod is made when all with a smaller number are ready (or at once with {@code
 *       Parallel}); a failed one is deleted.
 *   <li>Pods beyond the size go, the largest number first, one at a time.
 *   <li>With all there and ready, pods of an older template go, the largest number first, and come
 *       back with the present one.
 * </ol>
 */
public final class StatefulSetController implements Controller {
    static final String REVISION = "controller-revision-hash";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final ControllerRevisions REVISIONS =
            new ControllerRevisions(STATEFUL_SET, "controller.kubernetes.io/hash");

    private final Owners owners = new Owners(STATEFUL_SET);

    @Override
    public String name() {
        return "statefulset-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(STATEFUL_SET, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectKey> target =
                key.kind() == STATEFUL_SET
                        ? Optional.of(key)
                        : owners.ownerOf(key, context.store());
        target.flatMap(context.store()::get).ifPresent(set -> sync(set, context));
    }

    private static void sync(ObjectNode set, ControllerContext context) {
        String hash = TemplateHash.ofRevision(set.at("/spec/template"), 0);
        String revision = ControllerRevisions.name(set, hash);
        if (ObjectMeta.terminating(set)) {
            write(
                    set,
                    revision,
                    List.copyOf(pods(set, context).values()),
                    Optional.empty(),
                    context);
            return;
        }
        REVISIONS.present(set, hash, Map.of(), context);
        // What is made or deleted by this step counts only when it is heard of.
        List<ObjectNode> pods = List.copyOf(pods(set, context).values());
        Optional<ObjectNode> replaced = step(set, revision, context);
        String current = write(set, revision, pods, replaced, context);
        Set<String> used = new HashSet<>(List.of(revision, current));
        pods(set, context).values().forEach(pod -> used.add(revisionOf(pod)));
        REVISIONS.forget(set, used, context);
    }

    private static TreeMap<Integer, ObjectNode> pods(ObjectNode set, ControllerContext context) {
        TreeMap<Integer, ObjectNode> pods = new TreeMap<>();
        String prefix = ObjectMeta.name(set) + "-";
        for (ObjectNode pod : Owners.owned(context.store(), POD, STATEFUL_SET, set)) {
            String name = ObjectMeta.name(pod);
            String number = name.substring(Math.min(prefix.length(), name.length()));
            if (name.startsWith(prefix) && number.matches("\\d{1,9}")) {
                pods.put(Integer.parseInt(number), pod);
            }
        }
        return pods;
    }

    /** One step; the pod that was deleted to be replaced. */
    private static Optional<ObjectNode> step(
            ObjectNode set, String revision, ControllerContext context) {
        int wanted = set.path("spec").path("replicas").asInt(1);
        boolean parallel =
                set.path("spec").path("podManagementPolicy").asString("").equals("Parallel");
        TreeMap<Integer, ObjectNode> pods = pods(set, context);
        for (int i = 0; i < wanted; i++) {
            ObjectNode pod = pods.get(i);
            if (pod == null) {
                create(set, i, revision, context);
            } else if (Pods.over(pod) && !ObjectMeta.terminating(pod)) {
                delete(set, pod, context);
            }
            boolean settled = pod != null && Pods.ready(pod) && !ObjectMeta.terminating(pod);
            if (!settled && !parallel) {
                return Optional.empty();
            }
        }
        for (int i : pods.descendingKeySet()) {
            if (i >= wanted) {
                if (!ObjectMeta.terminating(pods.get(i))) {
                    delete(set, pods.get(i), context);
                }
                return Optional.empty();
            }
        }
        return update(set, pods, revision, context);
    }

    private static Optional<ObjectNode> update(
            ObjectNode set,
            TreeMap<Integer, ObjectNode> pods,
            String revision,
            ControllerContext context) {
        JsonNode strategy = set.path("spec").path("updateStrategy");
        if (strategy.path("type").asString("").equals("OnDelete")) {
            return Optional.empty();
        }
        int partition = strategy.path("rollingUpdate").path("partition").asInt(0);
        for (int i : pods.descendingKeySet()) {
            ObjectNode pod = pods.get(i);
            if (i < partition || ObjectMeta.terminating(pod)) {
                return Optional.empty();
            }
            if (!revisionOf(pod).equals(revision)) {
                delete(set, pod, context);
                return Optional.of(pod);
            }
            if (!Pods.ready(pod)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String revisionOf(ObjectNode pod) {
        return pod.path("metadata").path("labels").path(REVISION).asString("");
    }

    private static void create(
            ObjectNode set, int number, String revision, ControllerContext context) {
        String name = ObjectMeta.name(set) + "-" + number;
        ObjectNode pod = Pods.fromTemplate(set.path("spec").path("template"), STATEFUL_SET, set);
        ObjectNode metadata =
                ObjectMeta.mutable(pod)
                        .put("name", name)
                        .put("generateName", ObjectMeta.name(set) + "-");
        metadata.withObject("labels")
                .put("apps.kubernetes.io/pod-index", Integer.toString(number))
                .put(REVISION, revision)
                .put("statefulset.kubernetes.io/pod-name", name);
        ObjectNode spec = pod.withObject("spec").put("hostname", name);
        String domain = set.path("spec").path("serviceName").asString("");
        if (!domain.isEmpty()) {
            spec.put("subdomain", domain);
        }
        try {
            SetClaims.make(
                    set,
                    pod,
                    context,
                    claim ->
                            event(
                                    set,
                                    context,
                                    "Normal",
                                    "SuccessfulCreate",
                                    "Create Claim " + claim,
                                    name,
                                    "success"));
            context.store().create(POD, pod);
            event(set, context, "Normal", "SuccessfulCreate", "Create", name, "successful");
        } catch (ApiException e) {
            event(
                    set,
                    context,
                    "Warning",
                    "FailedCreate",
                    "create",
                    name,
                    "failed error: " + e.getMessage());
            context.requeueAfter(ObjectKey.of(STATEFUL_SET, set), RETRY);
        }
    }

    private static void delete(ObjectNode set, ObjectNode pod, ControllerContext context) {
        context.store().delete(ObjectKey.of(POD, pod), Preconditions.uid(ObjectMeta.uid(pod)));
        event(
                set,
                context,
                "Normal",
                "SuccessfulDelete",
                "Delete",
                ObjectMeta.name(pod),
                "successful");
    }

    private static void event(
            ObjectNode set,
            ControllerContext context,
            String type,
            String reason,
            String verb,
            String pod,
            String outcome) {
        context.events()
                .record(
                        set,
                        type,
                        reason,
                        "%s Pod %s in StatefulSet %s %s"
                                .formatted(verb, pod, ObjectMeta.name(set), outcome),
                        "statefulset-controller");
    }

    /** Counts pods as they were before the step; one that is replaced is not current any more. */
    private static String write(
            ObjectNode set,
            String revision,
            List<ObjectNode> pods,
            Optional<ObjectNode> replaced,
            ControllerContext context) {
        int wanted = set.path("spec").path("replicas").asInt(1);
        int ready = (int) pods.stream().filter(Pods::ready).count();
        List<ObjectNode> staying =
                pods.stream()
                        .filter(
                                p ->
                                        !ObjectMeta.terminating(p)
                                                && replaced.filter(r -> r == p).isEmpty())
                        .toList();
        int updated = having(staying, revision);
        String before = set.path("status").path("currentRevision").asString(revision);
        boolean done = updated == wanted && ready == wanted && pods.size() == wanted;
        String current = done ? revision : before;
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("observedGeneration", ObjectMeta.generation(set));
        status.put("replicas", pods.size());
        Status.count(status, "readyReplicas", ready);
        status.put("availableReplicas", ready);
        Status.count(status, "currentReplicas", having(staying, current));
        Status.count(status, "updatedReplicas", updated);
        status.put("currentRevision", current).put("updateRevision", revision);
        status.put("collisionCount", 0);
        Status.write(context.store(), STATEFUL_SET, set, status);
        return current;
    }

    private static int having(List<ObjectNode> pods, String revision) {
        return (int) pods.stream().filter(p -> revisionOf(p).equals(revision)).count();
    }
}
