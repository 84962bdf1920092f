package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONTROLLER_REVISION;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import dev.aoi.cluster.podtemplate.TemplateJson;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The templates that a StatefulSet has had, as ControllerRevisions. The present one always has the
 * highest number, also after a return to an old one.
 */
final class StatefulRevisions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HASH = "controller.kubernetes.io/hash";

    private StatefulRevisions() {}

    /** Name of the present template's revision. */
    static String name(ObjectNode set) {
        return ObjectMeta.name(set) + "-" + TemplateHash.ofRevision(set.at("/spec/template"), 0);
    }

    /** Name of the present template's revision, which is made when there is none. */
    static String present(ObjectNode set, ControllerContext context) {
        JsonNode template = set.at("/spec/template");
        String hash = TemplateHash.ofRevision(template, 0);
        String name = name(set);
        List<ObjectNode> history = Owners.owned(context.store(), CONTROLLER_REVISION, set);
        long last = history.stream().mapToLong(StatefulRevisions::number).max().orElse(0);
        Optional<ObjectNode> known =
                history.stream().filter(r -> ObjectMeta.name(r).equals(name)).findFirst();
        if (known.isEmpty()) {
            context.store().create(CONTROLLER_REVISION, revision(set, template, hash, last + 1));
        } else if (number(known.get()) < last) {
            context.store()
                    .update(CONTROLLER_REVISION, known.get().deepCopy().put("revision", last + 1));
        }
        return name;
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
        labels.put(HASH, hash);
        ObjectNode annotations = metadata.putObject("annotations");
        ObjectMeta.annotations(set).forEach(annotations::put);
        Owners.set(revision, STATEFUL_SET, set);
        revision.set("data", JSON.readTree(TemplateJson.patch(template)));
        return revision.put("revision", number);
    }

    /** Forgets the oldest revisions beyond the limit that nobody uses. */
    static void forget(ObjectNode set, Set<String> used, ControllerContext context) {
        List<ObjectNode> old =
                Owners.owned(context.store(), CONTROLLER_REVISION, set).stream()
                        .filter(r -> !used.contains(ObjectMeta.name(r)))
                        .sorted(Comparator.comparingLong(StatefulRevisions::number))
                        .toList();
        int limit = set.at("/spec/revisionHistoryLimit").asInt(10);
        old.stream()
                .limit(Math.max(0, old.size() - limit))
                .map(r -> ObjectKey.of(CONTROLLER_REVISION, r))
                .forEach(key -> context.store().delete(key, Preconditions.NONE));
    }
}
