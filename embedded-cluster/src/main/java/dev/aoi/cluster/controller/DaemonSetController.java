package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DAEMON_SET;
import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs one pod on every node that is eligible (Kubernetes: "DaemonSet").
 *
 * <ol>
 *   <li>Nodes that are to have a pod and have none get one; pods that ended, that are too many or
 *       whose node is not to have one go.
 *   <li>With {@code RollingUpdate} pods of an older template go: those that are not available at
 *       once, others while fewer than {@code maxUnavailable} are missing.
 * </ol>
 */
public final class DaemonSetController implements Controller {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final ControllerRevisions REVISIONS =
            new ControllerRevisions(DAEMON_SET, DaemonPods.HASH);

    private final Owners owners = new Owners(DAEMON_SET);

    @Override
    public String name() {
        return "daemonset-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(DAEMON_SET, POD, NODE);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == NODE) {
            context.store().list(DAEMON_SET, "").forEach(set -> sync(set, context));
            return;
        }
        Optional<ObjectKey> target =
                key.kind() == DAEMON_SET ? Optional.of(key) : owners.ownerOf(key, context.store());
        target.flatMap(context.store()::get).ifPresent(set -> sync(set, context));
    }

    private static void sync(ObjectNode set, ControllerContext context) {
        if (ObjectMeta.terminating(set)) {
            return;
        }
        String hash =
                TemplateHash.of(
                        set.at("/spec/template"), set.at("/status/collisionCount").asInt(0));
        REVISIONS.present(
                set, hash, Map.of(DaemonPods.GENERATION, DaemonPods.generation(set)), context);
        List<ObjectNode> nodes = context.store().list(NODE, "");
        place(set, hash, nodes, context);
        if (set.at("/spec/updateStrategy/type").asString("").equals("RollingUpdate")) {
            update(set, hash, nodes, context);
        }
        DaemonSetStatus.write(set, hash, nodes, context);
        REVISIONS.forget(set, used(set, hash, context), context);
    }

    /** Names of the revisions that the set or one of its pods has. */
    private static Set<String> used(ObjectNode set, String present, ControllerContext context) {
        Set<String> hashes = new HashSet<>(Set.of(present));
        Owners.owned(context.store(), POD, DAEMON_SET, set).stream()
                .map(pod -> ObjectMeta.labels(pod).getOrDefault(DaemonPods.HASH, ""))
                .forEach(hashes::add);
        return hashes.stream()
                .map(hash -> ControllerRevisions.name(set, hash))
                .collect(Collectors.toSet());
    }

    private static void place(
            ObjectNode set, String hash, List<ObjectNode> nodes, ControllerContext context) {
        List<ObjectNode> pods = Owners.owned(context.store(), POD, DAEMON_SET, set);
        List<String> names = nodes.stream().map(ObjectMeta::name).toList();
        pods.stream()
                .filter(p -> !names.contains(DaemonPods.node(p)))
                .forEach(p -> delete(set, p, context));
        for (ObjectNode node : nodes) {
            String name = ObjectMeta.name(node);
            List<ObjectNode> there = new ArrayList<>(DaemonPods.on(pods, name));
            if (there.isEmpty() && DaemonPods.wanted(set, node)) {
                create(set, name, hash, context);
            } else if (!DaemonPods.stays(set, node)) {
                there.forEach(p -> delete(set, p, context));
            } else {
                there.removeIf(p -> ended(set, p, name, context));
                there.stream()
                        .filter(Pods::active)
                        .sorted(Comparator.comparing(ObjectMeta::creationTimestamp))
                        .skip(1)
                        .forEach(p -> delete(set, p, context));
            }
        }
    }

    private static boolean ended(
            ObjectNode set, ObjectNode pod, String node, ControllerContext context) {
        if (!Pods.over(pod) || ObjectMeta.terminating(pod)) {
            return false;
        }
        boolean failed = Pods.phase(pod).equals("Failed");
        event(
                set,
                context,
                failed ? "Warning" : "Normal",
                failed ? "FailedDaemonPod" : "SucceededDaemonPod",
                "Found %s daemon pod %s/%s on node %s, will try to %s it"
                        .formatted(
                                failed ? "failed" : "succeeded",
                                ObjectMeta.namespace(pod),
                                ObjectMeta.name(pod),
                                node,
                                failed ? "kill" : "delete"));
        delete(set, pod, context);
        return true;
    }

    private static void update(
            ObjectNode set, String hash, List<ObjectNode> nodes, ControllerContext context) {
        List<ObjectNode> pods = Owners.owned(context.store(), POD, DAEMON_SET, set);
        List<ObjectNode> wanted = nodes.stream().filter(n -> DaemonPods.wanted(set, n)).toList();
        int most = most(set, wanted.size());
        List<ObjectNode> candidates = new ArrayList<>();
        int unavailable = 0;
        for (ObjectNode node : wanted) {
            Optional<ObjectNode> pod =
                    DaemonPods.on(pods, ObjectMeta.name(node)).stream().findFirst();
            boolean available =
                    pod.isPresent() && DaemonSetStatus.available(set, pod.get(), context);
            boolean old = pod.isPresent() && !DaemonPods.current(pod.get(), hash);
            if (!available) {
                unavailable++;
                pod.filter(p -> old).ifPresent(p -> delete(set, p, context));
            } else if (old) {
                candidates.add(pod.get());
            }
        }
        candidates.stream()
                .limit(Math.max(0, most - unavailable))
                .forEach(p -> delete(set, p, context));
    }

    private static int most(ObjectNode set, int desired) {
        JsonNode most = set.at("/spec/updateStrategy/rollingUpdate/maxUnavailable");
        String text = most.asString("");
        return text.endsWith("%")
                ? (int) Math.ceil(desired * Integer.parseInt(text.replace("%", "")) / 100.0)
                : most.asInt(1);
    }

    private static void create(
            ObjectNode set, String node, String hash, ControllerContext context) {
        try {
            ObjectNode pod = context.store().create(POD, DaemonPods.of(set, node, hash));
            event(
                    set,
                    context,
                    "Normal",
                    "SuccessfulCreate",
                    "Created pod: " + ObjectMeta.name(pod));
        } catch (ApiException e) {
            event(set, context, "Warning", "FailedCreate", "Error creating: " + e.getMessage());
            context.requeueAfter(ObjectKey.of(DAEMON_SET, set), RETRY);
        }
    }

    private static void delete(ObjectNode set, ObjectNode pod, ControllerContext context) {
        if (ObjectMeta.terminating(pod)) {
            return;
        }
        context.store().delete(ObjectKey.of(POD, pod), Preconditions.uid(ObjectMeta.uid(pod)));
        event(set, context, "Normal", "SuccessfulDelete", "Deleted pod: " + ObjectMeta.name(pod));
    }

    private static void event(
            ObjectNode set, ControllerContext context, String type, String reason, String text) {
        context.events().record(set, type, reason, text, "daemonset-controller");
    }
}
