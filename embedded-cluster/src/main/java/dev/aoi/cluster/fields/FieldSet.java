package dev.aoi.cluster.fields;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A set of paths into an object, as the tree that {@code FieldsV1} writes: {@code f:name} for a
 * field, <code>k:{"name":"x"}</code> for an entry of a keyed list, {@code v:"x"} for a value of a
 * set, {@code .} for the path itself.
 */
public final class FieldSet {
    private static final String SELF = ".";
    private static final FieldSet NOTHING = new FieldSet();

    private final TreeMap<String, FieldSet> children = new TreeMap<>();
    private boolean member;

    /** The set of {@code fieldsV1}. */
    public static FieldSet of(JsonNode fields) {
        FieldSet set = new FieldSet();
        for (Map.Entry<String, JsonNode> entry : fields.properties()) {
            if (entry.getKey().equals(SELF)) {
                set.member = true;
            } else {
                FieldSet child = of(entry.getValue());
                child.member |= entry.getValue().isEmpty();
                set.children.put(entry.getKey(), child);
            }
        }
        return set;
    }

    /** The set as {@code fieldsV1}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (member && !children.isEmpty()) {
            json.putObject(SELF);
        }
        children.forEach((step, child) -> json.set(step, child.json()));
        return json;
    }

    /** Whether no path is in it. */
    public boolean isEmpty() {
        return !member && children.isEmpty();
    }

    boolean member() {
        return member;
    }

    Map<String, FieldSet> children() {
        return children;
    }

    void add() {
        member = true;
    }

    /** The part below a step, made when there is none. */
    FieldSet below(String step) {
        return children.computeIfAbsent(step, key -> new FieldSet());
    }

    @Nullable FieldSet at(String step) {
        return children.get(step);
    }

    /** Everything that is in one of both. */
    public FieldSet union(FieldSet other) {
        FieldSet result = copy();
        result.member |= other.member;
        other.children.forEach(
                (step, child) ->
                        result.children.merge(step, child, (mine, theirs) -> mine.union(theirs)));
        return result;
    }

    /** What is here and not in {@code other}. */
    public FieldSet minus(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && !other.member;
        children.forEach(
                (step, child) -> {
                    @Nullable FieldSet theirs = other.children.get(step);
                    FieldSet rest = theirs == null ? child : child.minus(theirs);
                    if (!rest.isEmpty()) {
                        result.children.put(step, rest);
                    }
                });
        return result;
    }

    /** What is here and at or below no path of {@code other}. */
    public FieldSet without(FieldSet other) {
        if (other.member) {
            return new FieldSet();
        }
        FieldSet result = new FieldSet();
        result.member = member;
        children.forEach(
                (step, child) -> {
                    @Nullable FieldSet theirs = other.children.get(step);
                    FieldSet rest = theirs == null ? child : child.without(theirs);
                    if (!rest.isEmpty()) {
                        result.children.put(step, rest);
                    }
                });
        return result;
    }

    /** Whether {@link #minus} or {@link #without} would take anything away. */
    boolean loses(FieldSet changed, FieldSet removed) {
        if (removed.member) {
            return !isEmpty();
        }
        return member && changed.member
                || meets(changed, (mine, theirs) -> mine.loses(theirs, NOTHING))
                || meets(removed, (mine, theirs) -> mine.loses(NOTHING, theirs));
    }

    private boolean meets(FieldSet other, BiPredicate<FieldSet, FieldSet> test) {
        for (Map.Entry<String, FieldSet> entry : other.children.entrySet()) {
            @Nullable FieldSet mine = children.get(entry.getKey());
            if (mine != null && test.test(mine, entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** What is in both. */
    public FieldSet intersection(FieldSet other) {
        FieldSet result = new FieldSet();
        result.member = member && other.member;
        children.forEach(
                (step, child) -> {
                    @Nullable FieldSet theirs = other.children.get(step);
                    if (theirs != null) {
                        FieldSet both = child.intersection(theirs);
                        if (!both.isEmpty()) {
                            result.children.put(step, both);
                        }
                    }
                });
        return result;
    }

    /** Every path that leads to one of these counts as one, too. */
    FieldSet withParents() {
        FieldSet result = new FieldSet();
        result.member = member;
        children.forEach(
                (step, child) -> {
                    FieldSet below = child.withParents();
                    below.member = true;
                    result.children.put(step, below);
                });
        return result;
    }

    /** The paths as the server prints them, e.g. {@code .spec.containers[name="a"].image}. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String path, List<String> paths) {
        if (member) {
            paths.add(path);
        }
        children.forEach((step, child) -> child.collect(path + shown(step), paths));
    }

    /** A step as the server prints it. */
    static String shown(String step) {
        String text = step.substring(2);
        return switch (step.charAt(0)) {
            case 'f' -> "." + text;
            case 'v' -> "[=" + text + "]";
            default -> {
                StringBuilder key = new StringBuilder("[");
                Keys.parse(text)
                        .properties()
                        .forEach(
                                entry ->
                                        key.append(key.length() > 1 ? "," : "")
                                                .append(entry.getKey())
                                                .append('=')
                                                .append(entry.getValue()));
                yield key.append(']').toString();
            }
        };
    }

    private FieldSet copy() {
        FieldSet copy = new FieldSet();
        copy.member = member;
        copy.children.putAll(children);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set
                && set.member == member
                && set.children.equals(children);
    }

    @Override
    public int hashCode() {
        return children.hashCode() * 2 + (member ? 1 : 0);
    }

    @Override
    public String toString() {
        return json().toString();
    }
}
