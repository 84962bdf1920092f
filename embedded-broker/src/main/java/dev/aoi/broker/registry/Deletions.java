package dev.aoi.broker.registry;

import dev.aoi.broker.registry.RegistryEvent.SubjectDeleted;
import dev.aoi.broker.registry.RegistryEvent.VersionDeleted;

import java.util.List;

/**
 * Decides about deletions. Everything is deleted twice: softly (hidden, but its id is still served,
 * so old records stay readable), then permanently. What a live schema refers to stays.
 */
final class Deletions {

    private Deletions() {}

    /**
     * @return the numbers that were deleted
     */
    static Decision<List<Integer>> subject(RegistryState state, String name, boolean permanent) {
        Subject subject = state.subject(name);
        if (subject.versions().isEmpty()) {
            throw ApiError.subjectNotFound(name);
        }
        if (!permanent && !subject.hasLive()) {
            throw ApiError.subjectSoftDeleted(name);
        }
        if (permanent && subject.hasLive()) {
            throw ApiError.subjectNotSoftDeleted(name);
        }
        List<Integer> numbers = subject.numbers(permanent);
        numbers.forEach(number -> requireUnreferenced(state, name, number));
        return Decision.write(new SubjectDeleted(name, permanent), numbers);
    }

    /**
     * @return the number that was deleted
     */
    static Decision<Integer> version(
            RegistryState state, String name, VersionNumber version, boolean permanent) {
        Subject subject = state.subject(name);
        // The latest to delete softly is the latest live one; permanently, the latest at all.
        int number =
                version.in(name, subject, permanent || !version.isLatest() || !subject.hasLive());
        boolean deleted = subject.versions().get(number).deleted();
        if (!permanent && deleted) {
            throw ApiError.versionSoftDeleted(name, number);
        }
        if (permanent && !deleted) {
            throw ApiError.versionNotSoftDeleted(name, number);
        }
        requireUnreferenced(state, name, number);
        return Decision.write(new VersionDeleted(name, number, permanent), number);
    }

    private static void requireUnreferenced(RegistryState state, String name, int number) {
        if (!Queries.referencedBy(state, name, number).isEmpty()) {
            throw ApiError.referenced(name, number);
        }
    }
}
