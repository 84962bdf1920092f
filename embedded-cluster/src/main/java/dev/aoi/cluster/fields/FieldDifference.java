package dev.aoi.cluster.fields;

import dev.aoi.cluster.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two states of an object: paths that are new or have another value, and paths
 * that are gone. The server's own metadata is left out: nobody owns it.
 *
 * <p>Values that Go's zero object already has (structures that are no pointers, required lists) are
 * not new when they get a content.
 */
public final class FieldDifference {
    private static final Set<String> NOBODYS =
            Set.of(
                    "name",
                    "namespace",
                    "uid",
                    "resourceVersion",
                    "generation",
                    "creationTimestamp",
                    "deletionTimestamp",
                    "deletionGracePeriodSeconds",
                    "selfLink",
                    "managedFields");

    private final FieldSet changed = new FieldSet();
    private final FieldSet removed = new FieldSet();

    private FieldDifference() {}

    /**
     * Compares two states.
     *
     * @param ignored top-level fields that do not count
     */
    public static FieldDifference between(
            Schema type, JsonNode before, ObjectNode after, Set<String> ignored) {
        FieldDifference difference = new FieldDifference();
        for (Map.Entry<String, JsonNode> entry : after.properties()) {
            String name = entry.getKey();
            // Most writes change one part: whatever is equal as a whole needs no walk.
            if (counts(name, ignored) && !entry.getValue().equals(before.path(name))) {
                difference.compare(
                        type.field(name),
                        zero(type.field(name), before.path(name), true),
                        entry.getValue(),
                        difference.changed,
                        difference.removed,
                        "f:" + name,
                        name.equals("metadata"));
            }
        }
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            String name = entry.getKey();
            if (counts(name, ignored) && !after.has(name)) {
                difference.removed.below("f:" + name).add();
            }
        }
        return difference;
    }

    /** All paths of an object that is applied: its leaves and the entries of its lists. */
    public static FieldSet leaves(Schema type, ObjectNode object) {
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (counts(entry.getKey(), Set.of())) {
                boolean metadata = entry.getKey().equals("metadata");
                leaves(
                        type.field(entry.getKey()),
                        entry.getValue(),
                        set,
                        "f:" + entry.getKey(),
                        true,
                        metadata);
            }
        }
        return set;
    }

    /** Paths that are new or have another value. */
    public FieldSet changed() {
        return changed;
    }

    /** Paths that are gone, each with all below it. */
    public FieldSet removed() {
        return removed;
    }

    private static boolean counts(String name, Set<String> ignored) {
        return !name.equals("kind") && !name.equals("apiVersion") && !ignored.contains(name);
    }

    private void compare(
            Schema type,
            JsonNode before,
            JsonNode after,
            FieldSet changes,
            FieldSet removals,
            String step,
            boolean metadata) {
        if (before == after) {
            return;
        }
        boolean absent = before.isMissingNode();
        if (!granular(type, after)) {
            if (!before.equals(after)) {
                changes.below(step).add();
            }
            return;
        }
        FieldSet here = new FieldSet();
        FieldSet gone = new FieldSet();
        if (absent) {
            here.add();
        }
        if (after.isArray()) {
            list(type, before, after, here, gone);
        } else {
            map(type, before, after, here, gone, metadata);
        }
        if (!here.isEmpty()) {
            changes.children().put(step, here);
        }
        if (!gone.isEmpty()) {
            removals.children().put(step, gone);
        }
    }

    private void map(
            Schema type,
            JsonNode before,
            JsonNode after,
            FieldSet here,
            FieldSet gone,
            boolean metadata) {
        boolean known = !before.isMissingNode();
        for (Map.Entry<String, JsonNode> entry : after.properties()) {
            String name = entry.getKey();
            JsonNode stored = before.path(name);
            if (stored != entry.getValue() && (!metadata || !NOBODYS.contains(name))) {
                Schema field = type.field(name);
                JsonNode old = zero(field, stored, known);
                compare(field, old, entry.getValue(), here, gone, "f:" + name, false);
            }
        }
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            String name = entry.getKey();
            if (!after.has(name) && (!metadata || !NOBODYS.contains(name))) {
                gone.below("f:" + name).add();
            }
        }
    }

    private void list(Schema type, JsonNode before, JsonNode after, FieldSet here, FieldSet gone) {
        Map<String, JsonNode> old = new LinkedHashMap<>();
        for (JsonNode entry : before) {
            Keys.step(type, entry).ifPresent(step -> old.put(step, entry));
        }
        Map<String, JsonNode> seen = new HashMap<>();
        for (JsonNode entry : after) {
            Keys.step(type, entry)
                    .ifPresent(
                            step -> {
                                seen.put(step, entry);
                                JsonNode known = old.get(step);
                                compare(
                                        type.element(),
                                        known == null ? MissingNode.getInstance() : known,
                                        entry,
                                        here,
                                        gone,
                                        step,
                                        false);
                            });
        }
        for (String step : old.keySet()) {
            if (!seen.containsKey(step)) {
                gone.below(step).add();
            }
        }
    }

    private static void leaves(
            Schema type,
            JsonNode value,
            FieldSet into,
            String step,
            boolean declared,
            boolean metadata) {
        if (!granular(type, value)) {
            into.below(step).add();
            return;
        }
        FieldSet here = into.below(step);
        if (value.isArray()) {
            for (JsonNode entry : value) {
                Keys.step(type, entry)
                        .ifPresent(
                                key -> {
                                    if (granular(type.element(), entry)) {
                                        leaves(type.element(), entry, here, key, true, false);
                                    }
                                    here.below(key).add();
                                });
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (!metadata || !NOBODYS.contains(entry.getKey())) {
                    leaves(
                            type.field(entry.getKey()),
                            entry.getValue(),
                            here,
                            "f:" + entry.getKey(),
                            type.form() == Schema.Form.STRUCT,
                            false);
                }
            }
            if (value.isEmpty()) {
                here.add();
            }
        }
        if (!declared) {
            here.add();
        }
        if (here.isEmpty()) {
            into.children().remove(step);
        }
    }

    /** Whether parts of a value may have different owners. */
    static boolean granular(Schema type, JsonNode value) {
        if (value.isArray()) {
            return type.form() == Schema.Form.LIST && !type.atomic();
        }
        boolean untyped = type.form() == Schema.Form.ANY && type.typeName().isEmpty();
        return value.isObject()
                && (untyped
                        || (type.form() == Schema.Form.STRUCT || type.form() == Schema.Form.MAP)
                                && !type.atomic());
    }

    /** The value before, or what Go's zero value has in its place. */
    private static JsonNode zero(Schema type, JsonNode before, boolean parentKnown) {
        if (!before.isMissingNode() || !parentKnown) {
            return before;
        }
        boolean structure =
                type.form() == Schema.Form.STRUCT
                        && type.defaultValue().filter(JsonNode::isObject).isPresent();
        return structure || type.required() && type.form() == Schema.Form.LIST
                ? JsonNodeFactory.instance.objectNode()
                : before;
    }
}
