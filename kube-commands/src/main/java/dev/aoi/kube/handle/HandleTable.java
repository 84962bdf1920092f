package dev.aoi.kube.handle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects that an incident has observed, each with a handle. Immutable.
 *
 * <p>Invariants: a handle never changes its object and an object (kind, namespace, name, uid) never
 * changes its handle; an object that was deleted and made again has another uid and therefore
 * another handle; entries stay in the order of their first sighting.
 */
public final class HandleTable {

    private final long seed;
    private final Map<String, HandleEntry> byHandle;

    private HandleTable(long seed, Map<String, HandleEntry> byHandle) {
        this.seed = seed;
        this.byHandle = byHandle;
    }

    /**
     * A table without entries.
     *
     * @param seed decides the numbers; draw it anew for each incident
     */
    public static HandleTable empty(long seed) {
        return new HandleTable(seed, new LinkedHashMap<>());
    }

    /**
     * A table with entries from an earlier one.
     *
     * @throws IllegalArgumentException when two entries share a handle
     */
    public static HandleTable of(long seed, List<HandleEntry> entries) {
        Map<String, HandleEntry> map = new LinkedHashMap<>();
        for (HandleEntry entry : entries) {
            HandleEntry other = map.putIfAbsent(entry.handle(), entry);
            if (other != null && !other.equals(entry)) {
                throw new IllegalArgumentException(
                        "handle " + entry.handle() + " names both " + other + " and " + entry);
            }
        }
        return new HandleTable(seed, map);
    }

    /** The seed that decides the numbers. */
    public long seed() {
        return seed;
    }

    /** All entries in the order of their first sighting. */
    public List<HandleEntry> entries() {
        return List.copyOf(byHandle.values());
    }

    /** The entry of a handle, such as {@code @p3}. */
    public Optional<HandleEntry> byHandle(String handle) {
        return Optional.ofNullable(byHandle.get(handle));
    }

    /** The latest entry of that kind, namespace and name: the last one where it was made again. */
    public Optional<HandleEntry> byName(String kind, String namespace, String name) {
        return byHandle.values().stream()
                .filter(e -> e.kind().equals(kind))
                .filter(e -> e.namespace().equals(namespace) && e.name().equals(name))
                .reduce((earlier, later) -> later);
    }

    /** The entry of exactly this object. */
    public Optional<HandleEntry> of(ObservedObject object) {
        return byHandle.values().stream().filter(e -> e.object().equals(object)).findFirst();
    }

    /** This table and an entry for each object that has none yet. */
    public HandleTable with(List<ObservedObject> objects) {
        Map<String, HandleEntry> grown = new LinkedHashMap<>(byHandle);
        Set<ObservedObject> known =
                byHandle.values().stream().map(HandleEntry::object).collect(Collectors.toSet());
        for (ObservedObject object : objects) {
            if (known.add(object)) {
                String handle = draw(HandlePrefix.of(object.kind()), grown.keySet());
                grown.put(
                        handle,
                        new HandleEntry(
                                handle,
                                object.kind(),
                                object.namespace(),
                                object.name(),
                                object.uid()));
            }
        }
        return new HandleTable(seed, grown);
    }

    /** The entries of this table that the earlier one does not have. */
    public List<HandleEntry> addedSince(HandleTable earlier) {
        List<HandleEntry> added = new ArrayList<>(byHandle.values());
        added.removeAll(new HashSet<>(earlier.byHandle.values()));
        return List.copyOf(added);
    }

    private String draw(char letter, Set<String> handles) {
        String start = "@" + letter;
        Set<Integer> taken =
                handles.stream()
                        .filter(h -> h.startsWith(start))
                        .map(h -> Integer.parseInt(h.substring(start.length())))
                        .collect(Collectors.toSet());
        return start + HandleNumbers.draw(seed, letter, taken);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HandleTable table
                && seed == table.seed
                && entries().equals(table.entries());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seed) * 31 + entries().hashCode();
    }

    @Override
    public String toString() {
        return "HandleTable" + byHandle.values();
    }
}
