package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONTROLLER_REVISION;

import dev.aoi.cluster.kind.ResourceKind;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The templates that a DaemonSet or StatefulSet has had, as ControllerRevisions, which are named by
 * their set and their template's hash. The present one always has the highest number, also after a
 * return to an old one.
 *
 * @param owner kind of the sets
 * @param label under which a revision bears its template's hash
 */
record ControllerRevisions(ResourceKind owner, String label) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Name of the revision of a template with this hash. */
    static String name(ObjectNode set, String hash) {
        return ObjectMeta.name(set) + "-" + hash;
    }

    /**
     * Has the set's present template as its latest revision, made when there is none.
     *
     * @param hash of that template
     * @param annotations of a new revision, besides the set's own
     */
    void present(
            ObjectNode set,
            String hash,
            Map<String, String> annotations,
            ControllerContext context) {
        List<ObjectNode> history = Owners.owned(context.store(), CONTROLLER_REVISION, owner, set);
        long last = history.stream().mapToLong(ControllerRevisions::number).max().orElse(0);
        Optional<ObjectNode> known =
                history.stream()
                        .filter(r -> ObjectMeta.name(r).equals(name(set, hash)))
                        .findFirst();
        if (known.isEmpty()) {
            context.store().create(CONTROLLER_REVISION, revision(set, hash, annotations, last + 1));
        } else if (number(known.get()) < last) {
            context.store()
                    .update(CONTROLLER_REVISION, known.get().deepCopy().put("revision", last + 1));
        }
    }

    /** Forgets the oldest revisions beyond the set's limit whose names are not among those used. */
    void forget(ObjectNode set, Set<String> used, ControllerContext context) {
        List<ObjectNode> old =
                Owners.owned(context.store(), CONTROLLER_REVISION, owner, set).stream()
                        .filter(r -> !used.contains(ObjectMeta.name(r)))
                        .sorted(Comparator.comparingLong(ControllerRevisions::number))
                        .toList();
        int limit = set.at("/spec/revisionHistoryLimit").asInt(10);
        old.stream()
                .limit(Math.max(0, old.size() - limit))
                .map(r -> ObjectKey.of(CONTROLLER_REVISION, r))
                .forEach(key -> context.store().delete(key, Preconditions.NONE));
    }

    private static long number(ObjectNode revision) {
        return revision.path("revision").asLong(0);
    }

    private ObjectNode revision(
            ObjectNode set, String hash, Map<String, String> annotations, long number) {
        JsonNode template = set.at("/spec/template");
        ObjectNode revision = set.objectNode();
        ObjectNode metadata =
                revision.putObject("metadata")
                        .put("name", name(set, hash))
                        .put("namespace", ObjectMeta.namespace(set));
        ObjectNode labels = metadata.putObject("labels");
        ObjectMeta.labels(template).forEach(labels::put);
        labels.put(label, hash);
        ObjectNode all = metadata.putObject("annotations");
        ObjectMeta.annotations(set).forEach(all::put);
        annotations.forEach(all::put);
        Owners.set(revision, owner, set);
        revision.set("data", JSON.readTree(TemplateJson.patch(template)));
        return revision.put("revision", number);
    }
}
