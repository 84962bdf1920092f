package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a delete removes an object, and when it only marks it. */
final class Deletion {
    private static final long DEFAULT_POD_GRACE_SECONDS = 30;

    private Deletion() {}

    static void checkPreconditions(ObjectKey key, ObjectNode old, Preconditions conditions) {
        check(key, "UID", conditions.uid(), ObjectMeta.uid(old));
        check(
                key,
                "ResourceVersion",
                conditions.resourceVersion(),
                ObjectMeta.resourceVersion(old));
    }

    /** The object marked as terminating; empty when it can go at once. */
    static Optional<ObjectNode> mark(
            ResourceKind kind, ObjectNode old, Preconditions conditions, Instant now) {
        ObjectNode object = Versions.next(old);
        addPropagationFinalizer(object, conditions.propagationPolicy());
        long grace = kind == ResourceKinds.POD ? podGrace(old, conditions) : 0;
        boolean held =
                !ObjectMeta.finalizers(object).isEmpty()
                        || kind == ResourceKinds.NAMESPACE
                                && !object.at("/spec/finalizers").isEmpty();
        if (kind != ResourceKinds.POD && !held) {
            return Optional.empty();
        }
        ObjectNode metadata = ObjectMeta.mutable(object);
        boolean shortens =
                grace < metadata.path("deletionGracePeriodSeconds").asLong(Long.MAX_VALUE);
        if (!ObjectMeta.terminating(old) || shortens && kind == ResourceKinds.POD) {
            metadata.put(
                    "deletionTimestamp",
                    now.plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString());
            metadata.put("deletionGracePeriodSeconds", grace);
            if (kind.tracksGeneration() && !ObjectMeta.terminating(old)) {
                metadata.put("generation", ObjectMeta.generation(old) + 1);
            }
        }
        if (kind == ResourceKinds.NAMESPACE) {
            object.set("status", Versions.fields(old.path("status")).put("phase", "Terminating"));
        }
        return Optional.of(object);
    }

    /** Whether nothing holds a terminating object any more. */
    static boolean complete(ResourceKind kind, ObjectNode object) {
        if (!ObjectMeta.terminating(object) || !ObjectMeta.finalizers(object).isEmpty()) {
            return false;
        }
        if (kind == ResourceKinds.NAMESPACE && !object.at("/spec/finalizers").isEmpty()) {
            return false;
        }
        return object.path("metadata").path("deletionGracePeriodSeconds").asLong(0) == 0;
    }

    private static long podGrace(ObjectNode pod, Preconditions conditions) {
        String phase = pod.at("/status/phase").asString("");
        boolean neverRan = pod.at("/spec/nodeName").asString("").isEmpty();
        if (neverRan || phase.equals("Failed") || phase.equals("Succeeded")) {
            return 0;
        }
        @Nullable Long asked = conditions.gracePeriodSeconds();
        return asked != null
                ? Math.max(0, asked)
                : pod.at("/spec/terminationGracePeriodSeconds").asLong(DEFAULT_POD_GRACE_SECONDS);
    }

    private static void addPropagationFinalizer(ObjectNode object, @Nullable String policy) {
        String finalizer =
                switch (policy) {
                    case "Foreground" -> "foregroundDeletion";
                    case "Orphan" -> "orphan";
                    case null, default -> "";
                };
        if (finalizer.isEmpty() || ObjectMeta.finalizers(object).contains(finalizer)) {
            return;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        ObjectMeta.finalizers(object).forEach(list::add);
        ObjectMeta.mutable(object).set("finalizers", list.add(finalizer));
    }

    private static void check(ObjectKey key, String what, @Nullable String wanted, String actual) {
        if (wanted != null && !wanted.equals(actual)) {
            throw ApiException.conflict(
                    key.kind(),
                    key.name(),
                    "Precondition failed: %s in precondition: %s, %s in object meta: %s"
                            .formatted(what, wanted, what, actual));
        }
    }
}
