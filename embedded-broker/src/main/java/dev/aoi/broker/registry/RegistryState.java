package dev.aoi.broker.registry;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the registry knows: a fold over its events, never changed in place.
 *
 * <p>Invariants: an id never changes its definition and is never given twice, also not after a
 * permanent deletion ({@code lastId} only grows); {@code ids} is the inverse of {@code
 * definitions}, and both hold exactly what some version uses.
 *
 * @param revision how many events took effect
 * @param levels by subject; the global level, if set, is under the empty name
 */
record RegistryState(
        long revision,
        int lastId,
        SortedMap<String, Subject> subjects,
        Map<Integer, Definition> definitions,
        Map<Definition, Integer> ids,
        Map<String, CompatibilityLevel> levels) {

    static final RegistryState EMPTY =
            new RegistryState(0, 0, new TreeMap<>(), Map.of(), Map.of(), Map.of());

    private static final String GLOBAL = "";

    Subject subject(String name) {
        return subjects.getOrDefault(name, Subject.EMPTY);
    }

    Optional<Definition> definition(int id) {
        return Optional.ofNullable(definitions.get(id));
    }

    Optional<Integer> idOf(Definition definition) {
        return Optional.ofNullable(ids.get(definition));
    }

    Optional<CompatibilityLevel> globalLevel() {
        return Optional.ofNullable(levels.get(GLOBAL));
    }

    Optional<CompatibilityLevel> subjectLevel(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    RegistryState evolve(RegistryEvent event) {
        return switch (event) {
            case RegistryEvent.SchemaRegistered(var subject, var version, var id, var definition) ->
                    registered(subject, version, id, definition);
            case RegistryEvent.VersionDeleted(var subject, var version, var permanent) -> {
                Subject old = subject(subject);
                yield withSubject(
                        subject,
                        permanent
                                ? old.without(version)
                                : old.with(version, old.versions().get(version).softlyDeleted()));
            }
            case RegistryEvent.SubjectDeleted(var subject, var permanent) ->
                    withSubject(
                            subject,
                            permanent ? Subject.EMPTY : subject(subject).allSoftlyDeleted());
            case RegistryEvent.LevelSet set -> withLevel(set.subject().orElse(GLOBAL), set.level());
        };
    }

    private RegistryState registered(String name, int version, int id, Definition definition) {
        SortedMap<String, Subject> newSubjects = new TreeMap<>(subjects);
        newSubjects.put(name, subject(name).with(version, new RegisteredVersion(id, false)));
        Map<Integer, Definition> newDefinitions = new HashMap<>(definitions);
        newDefinitions.put(id, definition);
        Map<Definition, Integer> newIds = new HashMap<>(ids);
        newIds.put(definition, id);
        return new RegistryState(
                revision + 1, Math.max(lastId, id), newSubjects, newDefinitions, newIds, levels);
    }

    /** A subject that lost its last live version loses its level too; unused ids are forgotten. */
    private RegistryState withSubject(String name, Subject subject) {
        SortedMap<String, Subject> newSubjects = new TreeMap<>(subjects);
        if (subject.versions().isEmpty()) {
            newSubjects.remove(name);
        } else {
            newSubjects.put(name, subject);
        }
        Map<String, CompatibilityLevel> newLevels = new HashMap<>(levels);
        if (!subject.hasLive()) {
            newLevels.remove(name);
        }
        Map<Integer, Definition> used = new HashMap<>();
        Map<Definition, Integer> usedIds = new HashMap<>();
        for (Subject each : newSubjects.values()) {
            for (RegisteredVersion version : each.versions().values()) {
                Definition definition = definitions.get(version.id());
                used.put(version.id(), definition);
                usedIds.put(definition, version.id());
            }
        }
        return new RegistryState(revision + 1, lastId, newSubjects, used, usedIds, newLevels);
    }

    private RegistryState withLevel(String name, Optional<CompatibilityLevel> level) {
        Map<String, CompatibilityLevel> newLevels = new HashMap<>(levels);
        level.ifPresentOrElse(l -> newLevels.put(name, l), () -> newLevels.remove(name));
        return new RegistryState(
                revision + 1, lastId, subjects, definitions, ids, Map.copyOf(newLevels));
    }

    RegistryState {
        subjects = Collections.unmodifiableSortedMap(subjects);
        definitions = Collections.unmodifiableMap(definitions);
        ids = Collections.unmodifiableMap(ids);
        levels = Collections.unmodifiableMap(levels);
    }
}
