package dev.aoi.cluster.fields;

import dev.aoi.cluster.schema.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Server-side apply.
 *
 * <p>Steps: merge what is applied into the object; take out what the same manager applied before,
 * does not apply any more and no other manager owns; whatever thereby changes and belongs to
 * another manager is a conflict, unless forced: then the others lose it. Equal values are owned
 * together.
 */
public final class Apply {
    private static final String APPLY = "Apply";

    private Apply() {}

    /**
     * What an apply gives.
     *
     * @param object the object with its new owners
     * @param conflicts paths by the manager that owns them, as the server prints both; when there
     *     are some, {@code object} is of no use
     */
    public record Result(ObjectNode object, Map<String, List<String>> conflicts) {}

    /**
     * Applies to an object.
     *
     * @param live the object, or one with nothing but its name when there is none
     * @param applied what the manager wants to own
     * @param untouched top-level fields that this write does not reach
     */
    public static Result to(
            Schema type,
            ObjectNode live,
            ObjectNode applied,
            Writer writer,
            String apiVersion,
            String now,
            boolean force,
            Set<String> untouched) {
        ObjectNode wanted = applied.deepCopy();
        wanted.remove(untouched);
        JsonNode before = live.path("metadata").path("managedFields");
        FieldSet set = FieldDifference.leaves(type, wanted);
        FieldSet last = new FieldSet();
        FieldSet others = new FieldSet();
        for (JsonNode entry : before) {
            FieldSet owned = FieldSet.of(entry.path("fieldsV1"));
            if (ManagedFields.is(entry, writer, APPLY, apiVersion)) {
                last = owned;
            } else {
                others = others.union(owned);
            }
        }
        ObjectNode merged = (ObjectNode) merge(type, live, wanted, true);
        FieldSet gone = last.withParents().minus(set.withParents()).minus(others.withParents());
        prune(type, merged, gone);
        FieldDifference difference = FieldDifference.between(type, live, merged, untouched);
        Map<String, List<String>> conflicts = new TreeMap<>();
        List<ObjectNode> entries = new ArrayList<>();
        @Nullable ObjectNode own = null;
        for (JsonNode node : before) {
            ObjectNode entry = (ObjectNode) node;
            if (ManagedFields.is(entry, writer, APPLY, apiVersion)) {
                own = entry;
                continue;
            }
            FieldSet owned = FieldSet.of(entry.path("fieldsV1"));
            FieldSet lost = owned.intersection(difference.changed());
            if (!lost.isEmpty() && !force) {
                conflicts.put(shown(entry), lost.paths());
            }
            FieldSet rest = owned.minus(lost).without(difference.removed());
            if (rest.equals(owned)) {
                entries.add(entry);
            } else if (!rest.isEmpty()) {
                ObjectNode smaller = JsonNodeFactory.instance.objectNode().setAll(entry);
                smaller.set("fieldsV1", rest.json());
                entries.add(smaller);
            }
        }
        boolean same =
                difference.changed().isEmpty()
                        && difference.removed().isEmpty()
                        && set.equals(last);
        if (own != null && same) {
            entries.add(own);
        } else if (!set.isEmpty()) {
            entries.add(ManagedFields.entry(writer, APPLY, apiVersion, now, set));
        }
        ObjectNode metadata = merged.withObject("/metadata");
        metadata.set("managedFields", ManagedFields.array(entries));
        return new Result(merged, conflicts);
    }

    private static String shown(JsonNode entry) {
        String manager = "\"" + entry.path("manager").asString("") + "\"";
        String subresource = entry.path("subresource").asString("");
        if (!subresource.isEmpty()) {
            manager += " with subresource \"" + subresource + "\"";
        }
        return entry.path("operation").asString("").equals(APPLY)
                ? manager
                : manager + " using " + entry.path("apiVersion").asString("");
    }

    private static JsonNode merge(Schema type, JsonNode live, JsonNode applied, boolean root) {
        if (!root && !FieldDifference.granular(type, applied)) {
            return applied.deepCopy();
        }
        if (applied.isArray()) {
            return list(type, live, (ArrayNode) applied);
        }
        ObjectNode merged =
                live instanceof ObjectNode object
                        ? object.deepCopy()
                        : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : applied.properties()) {
            String name = entry.getKey();
            merged.set(name, merge(type.field(name), merged.path(name), entry.getValue(), false));
        }
        return merged;
    }

    /** Entries of the object keep their places; new ones follow in the order applied. */
    private static ArrayNode list(Schema type, JsonNode live, ArrayNode applied) {
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        for (JsonNode entry : live) {
            Keys.step(type, entry).ifPresent(step -> merged.put(step, entry.deepCopy()));
        }
        for (JsonNode entry : applied) {
            Keys.step(type, entry)
                    .ifPresent(
                            step -> {
                                @Nullable JsonNode known = merged.get(step);
                                merged.put(
                                        step,
                                        known == null
                                                ? entry.deepCopy()
                                                : merge(type.element(), known, entry, false));
                            });
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        merged.values().forEach(result::add);
        return result;
    }

    private static void prune(Schema type, JsonNode value, FieldSet gone) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, FieldSet> entry : gone.children().entrySet()) {
                String name = entry.getKey().substring(2);
                if (entry.getValue().member()) {
                    object.remove(name);
                } else if (object.has(name)) {
                    prune(type.field(name), object.path(name), entry.getValue());
                }
            }
        } else if (value instanceof ArrayNode list) {
            for (int i = list.size() - 1; i >= 0; i--) {
                String step = Keys.step(type, list.get(i)).orElse("");
                @Nullable FieldSet below = gone.at(step);
                if (below != null && below.member()) {
                    list.remove(i);
                } else if (below != null) {
                    prune(type.element(), list.get(i), below);
                }
            }
        }
    }
}
