package dev.aoi.cluster.fields;

import dev.aoi.cluster.schema.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * {@code metadata.managedFields}: what every writer of an object last decided.
 *
 * <p>Rules of an update: who writes owns what it changed, with what it owned before; all others
 * lose that; what is gone nobody owns. Entries that stay the same are the same nodes as before, and
 * equal sets of fields are shared between objects, so that versions of an object cost little.
 */
public final class ManagedFields {
    private static final String UPDATE = "Update";

    private ManagedFields() {}

    /**
     * The entries after an update.
     *
     * @param before entries so far; missing when there are none
     * @param apiVersion of the object
     * @param now RFC 3339, seconds
     */
    public static JsonNode update(
            JsonNode before,
            FieldDifference difference,
            Writer writer,
            String apiVersion,
            String now) {
        FieldSet changed = difference.changed();
        FieldSet removed = difference.removed();
        if (changed.isEmpty() && removed.isEmpty()) {
            return before;
        }
        List<ObjectNode> entries = new ArrayList<>();
        @Nullable ObjectNode own = null;
        for (JsonNode node : before) {
            ObjectNode entry = (ObjectNode) node;
            if (own == null && is(entry, writer, UPDATE, apiVersion)) {
                own = entry;
            } else {
                keep(entry, changed, removed, entries);
            }
        }
        FieldSet owned =
                own == null
                        ? new FieldSet()
                        : SharedSets.read(own.path("fieldsV1")).without(removed);
        FieldSet all = owned.union(changed);
        if (!all.isEmpty()) {
            boolean took = !changed.isEmpty();
            String time = took || own == null ? now : own.path("time").asString(now);
            entries.add(entry(writer, UPDATE, apiVersion, time, all));
        }
        return array(entries);
    }

    private static void keep(
            ObjectNode entry, FieldSet changed, FieldSet removed, List<ObjectNode> entries) {
        FieldSet owned = SharedSets.read(entry.path("fieldsV1"));
        if (!owned.loses(changed, removed)) {
            entries.add(entry);
            return;
        }
        FieldSet rest = owned.minus(changed).without(removed);
        if (!rest.isEmpty()) {
            ObjectNode smaller = JsonNodeFactory.instance.objectNode().setAll(entry);
            smaller.set("fieldsV1", SharedSets.write(rest));
            entries.add(smaller);
        }
    }

    static boolean is(JsonNode entry, Writer writer, String operation, String apiVersion) {
        return entry.path("manager").asString("").equals(writer.manager())
                && entry.path("operation").asString("").equals(operation)
                && entry.path("subresource").asString("").equals(writer.subresource())
                && (!operation.equals(UPDATE)
                        || entry.path("apiVersion").asString("").equals(apiVersion));
    }

    static ObjectNode entry(
            Writer writer, String operation, String apiVersion, String time, FieldSet set) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", writer.manager()).put("operation", operation);
        entry.put("apiVersion", apiVersion).put("time", time).put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", SharedSets.write(set));
        if (!writer.subresource().isEmpty()) {
            entry.put("subresource", writer.subresource());
        }
        return entry;
    }

    /** In the server's order: applied before updated, then by time, manager, version. */
    static ArrayNode array(List<ObjectNode> entries) {
        entries.sort(
                Comparator.comparing((ObjectNode e) -> e.path("operation").asString(""))
                        .thenComparing(e -> e.path("time").asString(""))
                        .thenComparing(e -> e.path("manager").asString(""))
                        .thenComparing(e -> e.path("apiVersion").asString(""))
                        .thenComparing(e -> e.path("subresource").asString("")));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        entries.forEach(array::add);
        return array;
    }

    /** Whether a client asks to forget all owners. */
    public static boolean reset(JsonNode given) {
        return given.isArray() && (given.isEmpty() || given.size() == 1 && given.path(0).isEmpty());
    }

    /** Fields that a write of a sub-resource, or of the object, does not touch. */
    public static Set<String> untouched(boolean hasStatus, String subresource) {
        return switch (subresource) {
            case "status" -> Set.of("spec");
            case "" -> hasStatus ? Set.of("status") : Set.of();
            default -> Set.of("status");
        };
    }

    /** The difference that a new object makes. */
    public static FieldDifference created(Schema type, ObjectNode object, Set<String> untouched) {
        return FieldDifference.between(
                type, JsonNodeFactory.instance.objectNode(), object, untouched);
    }
}
