package dev.aoi.cluster.store;

import dev.aoi.cluster.fields.FieldDifference;
import dev.aoi.cluster.fields.ManagedFields;
import dev.aoi.cluster.fields.Writer;
import dev.aoi.cluster.kind.ResourceKind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who owns which fields of the objects that are written: a client while it is served, else the
 * component whose business the object is.
 */
final class Ownership {
    private static final String MANAGED_FIELDS = "managedFields";

    private final Supplier<String> timestamp;
    private Optional<Writer> requester = Optional.empty();
    private boolean owned;

    /**
     * @param timestamp virtual time as it is written into objects
     */
    Ownership(Supplier<String> timestamp) {
        this.timestamp = timestamp;
    }

    <T> T by(Writer writer, boolean owned, Supplier<T> action) {
        Optional<Writer> before = requester;
        requester = Optional.of(writer);
        this.owned = owned;
        try {
            return action.get();
        } finally {
            requester = before;
            this.owned = false;
        }
    }

    /** Owners of a new object: its writer owns what it asked for and what was filled in for it. */
    void created(ResourceKind kind, ObjectNode object, ObjectNode wanted) {
        if (owned) {
            return;
        }
        Writer writer = requester.orElseGet(() -> SystemWriters.of(kind, object, ""));
        ObjectNode metadata = ObjectMeta.mutable(object);
        metadata.remove(MANAGED_FIELDS);
        FieldDifference difference =
                ManagedFields.created(
                        kind.schema(),
                        SystemWriters.tracked(kind, object, wanted),
                        ManagedFields.untouched(kind.hasStatus(), writer.subresource()));
        metadata.set(
                MANAGED_FIELDS,
                ManagedFields.update(
                        JsonNodeFactory.instance.arrayNode(),
                        difference,
                        writer,
                        kind.apiVersion(),
                        timestamp.get()));
    }

    /**
     * Owners of a changed object.
     *
     * @param wanted as it was given; a client may give owners, too
     * @param subresource that is written; empty for the object itself
     */
    void updated(
            ResourceKind kind,
            ObjectNode object,
            ObjectNode old,
            ObjectNode wanted,
            String subresource) {
        ObjectNode metadata = ObjectMeta.mutable(object);
        if (owned) {
            Versions.restore(metadata, wanted.path("metadata"), MANAGED_FIELDS);
            return;
        }
        JsonNode given = wanted.path("metadata").path(MANAGED_FIELDS);
        JsonNode before = old.path("metadata").path(MANAGED_FIELDS);
        if (requester.isPresent() && given.isArray()) {
            before = ManagedFields.reset(given) ? JsonNodeFactory.instance.arrayNode() : given;
        }
        Writer writer = requester.orElseGet(() -> SystemWriters.of(kind, object, subresource));
        FieldDifference difference =
                FieldDifference.between(
                        kind.schema(),
                        old,
                        object,
                        ManagedFields.untouched(kind.hasStatus(), writer.subresource()));
        JsonNode owners =
                ManagedFields.update(
                        before, difference, writer, kind.apiVersion(), timestamp.get());
        if (owners.isEmpty()) {
            metadata.remove(MANAGED_FIELDS);
        } else {
            metadata.set(MANAGED_FIELDS, owners);
        }
    }
}
