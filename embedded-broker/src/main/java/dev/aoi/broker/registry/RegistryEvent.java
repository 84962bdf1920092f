package dev.aoi.broker.registry;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** A fact about schemas. The registry's topic holds these and nothing else. */
sealed interface RegistryEvent {

    record SchemaRegistered(String subject, int version, int id, Definition definition)
            implements RegistryEvent {}

    /** Soft (hidden, id still served) or permanent (forgotten; only after soft). */
    record VersionDeleted(String subject, int version, boolean permanent)
            implements RegistryEvent {}

    record SubjectDeleted(String subject, boolean permanent) implements RegistryEvent {}

    /** No subject means the global level; no level means back to the default. */
    record LevelSet(@Nullable String subjectOrNull, @Nullable CompatibilityLevel levelOrNull)
            implements RegistryEvent {

        Optional<String> subject() {
            return Optional.ofNullable(subjectOrNull);
        }

        Optional<CompatibilityLevel> level() {
            return Optional.ofNullable(levelOrNull);
        }
    }
}
