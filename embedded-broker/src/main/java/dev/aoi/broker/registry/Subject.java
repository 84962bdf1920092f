package dev.aoi.broker.registry;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The versions of one subject, softly deleted ones included; never changed in place. */
record Subject(SortedMap<Integer, RegisteredVersion> versions) {

    static final Subject EMPTY = new Subject(new TreeMap<>());

    Subject {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    List<Integer> numbers(boolean withDeleted) {
        return versions.entrySet().stream()
                .filter(v -> withDeleted || !v.getValue().deleted())
                .map(v -> v.getKey())
                .toList();
    }

    boolean hasLive() {
        return versions.values().stream().anyMatch(v -> !v.deleted());
    }

    int nextNumber() {
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    /** The newest version that carries this id. */
    Optional<Integer> numberOf(int id, boolean withDeleted) {
        return numbers(withDeleted).stream()
                .filter(n -> versions.get(n).id() == id)
                .reduce((older, newer) -> newer);
    }

    Subject with(int number, RegisteredVersion version) {
        return edited(
                map -> {
                    map.put(number, version);
                    return map;
                });
    }

    Subject without(int number) {
        return edited(
                map -> {
                    map.remove(number);
                    return map;
                });
    }

    Subject allSoftlyDeleted() {
        return edited(
                map -> {
                    map.replaceAll((n, v) -> v.softlyDeleted());
                    return map;
                });
    }

    private Subject edited(UnaryOperator<TreeMap<Integer, RegisteredVersion>> edit) {
        return new Subject(edit.apply(new TreeMap<>(versions)));
    }
}
