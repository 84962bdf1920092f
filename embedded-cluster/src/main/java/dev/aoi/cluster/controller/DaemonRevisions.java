package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONTROLLER_REVISION;
import static dev.aoi.cluster.kind.ResourceKinds.DAEMON_SET;

import dev.aoi.cluster.podtemplate.TemplateJson;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The templates that a DaemonSet has had, as ControllerRevisions. The present one always has the
 * highest number, also after a return to an old one.
 */
final class DaemonRevisions {
    private static final JsonMapper JSON = new JsonMapper();

    private DaemonRevisions() {}

    /** Hash of the present template, whose revision is made when there is none. */
    static String present(ObjectNode set, ControllerContext context) {
        JsonNode template = set.at("/spec/template");
        String hash = TemplateHash.of(template, set.at("/status/collisionCount").asInt(0));
        List<ObjectNode> history = Owners.owned(context.store(), CONTROLLER_REVISION, set);
        long last = history.stream().mapToLong(DaemonRevisions::number).max().orElse(0);
        ObjectNode known =
                history.stream()
                        .filter(r -> DaemonPods.current(r, hash))
                        .findFirst()
                        .orElse(set.objectNode());
        if (known.isEmpty()) {
            context.store().create(CONTROLLER_REVISION, revision(set, template, hash, last + 1));
        } else if (number(known) < last) {
            context.store().update(CONTROLLER_REVISION, known.deepCopy().put("revision", last + 1));
        }
        return hash;
    }

    private static long number(ObjectNode revision) {
        return revision.path("revision").asLong(0);
    }

    private static ObjectNode revision(
            ObjectNode set, JsonNode template, String hash, long number) {
        ObjectNode revision = set.objectNode();
        ObjectNode metadata =
                revision.putObject("metadata")
                        .put("name", ObjectMeta.name(set) + "-" + hash)
                        .put("namespace", ObjectMeta.namespace(set));
        ObjectNode labels = metadata.putObject("labels");
        ObjectMeta.labels(template).forEach(labels::put);
        labels.put(DaemonPods.HASH, hash);
        ObjectNode annotations = metadata.putObject("annotations");
        ObjectMeta.annotations(set).forEach(annotations::put);
        annotations.put(DaemonPods.GENERATION, DaemonPods.generation(set));
        Owners.set(revision, DAEMON_SET, set);
        revision.set("data", JSON.readTree(TemplateJson.patch(template)));
        return revision.put("revision", number);
    }

    /** Forgets the oldest revisions beyond the limit that no pod has. */
    static void forget(
            ObjectNode set, String present, List<ObjectNode> pods, ControllerContext context) {
        Set<String> used = new HashSet<>(Set.of(present));
        pods.forEach(p -> used.add(ObjectMeta.labels(p).getOrDefault(DaemonPods.HASH, "")));
        List<ObjectNode> old =
                Owners.owned(context.store(), CONTROLLER_REVISION, set).stream()
                        .filter(
                                r ->
                                        !used.contains(
                                                ObjectMeta.labels(r)
                                                        .getOrDefault(DaemonPods.HASH, "")))
                        .sorted(Comparator.comparingLong(DaemonRevisions::number))
                        .toList();
        int limit = set.at("/spec/revisionHistoryLimit").asInt(10);
        old.stream()
                .limit(Math.max(0, old.size() - limit))
                .map(r -> ObjectKey.of(CONTROLLER_REVISION, r))
                .forEach(key -> context.store().delete(key, Preconditions.NONE));
    }
}
