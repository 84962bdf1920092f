package dev.aoi.cluster.conformance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The roll-outs of before, read from the revisions of the replica sets that a recording shows in
 * full.
 *
 * <ol>
 *   <li>A set's revision, and those of its {@code revision-history}, were each a roll-out of its
 *       template.
 *   <li>The first of a set came when the set was made; a later one, an undo, {@link #UNDONE} before
 *       the roll-out after it, or half way where that is too long ago.
 *   <li>What is no older than the state belongs to the state.
 * </ol>
 */
final class RecordedRollouts {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final Duration UNDONE = Duration.ofSeconds(20);

    /** Puts a template in a deployment. */
    record Rollout(String deployment, String set, Duration before, String template) {}

    private record Revision(JsonNode set, boolean first) {}

    private final Function<String, Optional<Duration>> before;
    private final Map<String, TreeMap<Long, Revision>> revisions = new TreeMap<>();

    /**
     * @param before how long before the state a replica set was made
     */
    RecordedRollouts(RecordedObjects objects, Function<String, Optional<Duration>> before) {
        this.before = before;
        for (JsonNode set : objects.of("ReplicaSet")) {
            String owner = set.at("/metadata/ownerReferences/0/name").asString("");
            List<Long> of = revisionsOf(set);
            long first = of.stream().mapToLong(Long::longValue).min().orElse(0);
            for (long revision : of) {
                revisions
                        .computeIfAbsent(owner, name -> new TreeMap<>())
                        .put(revision, new Revision(set, revision == first));
            }
        }
    }

    private static List<Long> revisionsOf(JsonNode set) {
        JsonNode annotations = set.at("/metadata/annotations");
        List<Long> of = new ArrayList<>();
        for (String revision :
                (annotations.path(REVISION).asString("")
                                + ","
                                + annotations.path(REVISION + "-history").asString(""))
                        .split(",")) {
            if (!revision.isBlank()) {
                of.add(Long.parseLong(revision));
            }
        }
        return of;
    }

    boolean has(String deployment) {
        return revisions.getOrDefault(deployment, new TreeMap<>()).size() > 1;
    }

    /** Those after a deployment's first, oldest first. */
    List<Rollout> before(Duration least) {
        List<Rollout> rollouts = new ArrayList<>();
        revisions.forEach((deployment, of) -> rollouts.addAll(of(deployment, of, least)));
        return rollouts;
    }

    private List<Rollout> of(String deployment, TreeMap<Long, Revision> of, Duration least) {
        List<Rollout> rollouts = new ArrayList<>();
        Duration next = Duration.ZERO;
        for (Map.Entry<Long, Revision> entry : of.descendingMap().entrySet()) {
            Revision revision = entry.getValue();
            Duration age = age(revision.set()).orElse(Duration.ZERO);
            Duration made = revision.first() ? age : undone(next, of.lowerEntry(entry.getKey()));
            boolean initial = of.firstKey().equals(entry.getKey());
            if (!initial && made.compareTo(least) >= 0) {
                String name = RecordedObjects.name(revision.set());
                rollouts.addFirst(
                        new Rollout(deployment, name, made, template(revision.set()).toString()));
            }
            next = made;
        }
        return rollouts;
    }

    private Duration undone(Duration next, Map.Entry<Long, Revision> previous) {
        Duration latest = next.plus(UNDONE);
        if (previous == null || !previous.getValue().first()) {
            return latest;
        }
        Duration middle =
                age(previous.getValue().set()).map(a -> a.plus(next).dividedBy(2)).orElse(latest);
        return middle.compareTo(latest) < 0 ? middle : latest;
    }

    private Optional<Duration> age(JsonNode set) {
        return before.apply(RecordedObjects.name(set));
    }

    private static JsonNode template(JsonNode set) {
        ObjectNode template = (ObjectNode) set.at("/spec/template").deepCopy();
        if (template.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove("pod-template-hash");
        }
        return template;
    }
}
