package dev.aoi.broker.registry;

import dev.aoi.broker.registry.Compatibility.EarlierVersion;
import dev.aoi.broker.registry.RegistryEvent.SchemaRegistered;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides what becomes of a schema that a client brings. Pure functions of the state. */
final class Registrations {

    private final CompatibilityLevel defaultLevel;

    Registrations(CompatibilityLevel defaultLevel) {
        this.defaultLevel = defaultLevel;
    }

    /**
     * Registers a schema.
     *
     * <ol>
     *   <li>A live version with the same definition: its id, nothing to write.
     *   <li>Clashes with the versions it owes compatibility to: 409.
     *   <li>Else the next version, with the definition's id if any subject has it, else the next
     *       id.
     * </ol>
     *
     * @return the id
     */
    Decision<Integer> register(RegistryState state, String name, SchemaRequest request) {
        ParsedSchema parsed = SchemaParsing.parse(state, request.schema(), request.references());
        Subject subject = state.subject(name);
        Optional<Integer> known = state.idOf(parsed.definition());
        if (known.isPresent() && subject.numberOf(known.get(), false).isPresent()) {
            return Decision.nothingToWrite(known.get());
        }
        requireNext(request.version(), subject);
        List<String> clashes = clashes(state, name, parsed, subject.numbers(false));
        if (!clashes.isEmpty()) {
            throw ApiError.incompatible(name, clashes.toString());
        }
        int id = known.orElse(state.lastId() + 1);
        return Decision.write(
                new SchemaRegistered(name, subject.nextNumber(), id, parsed.definition()), id);
    }

    /** The newest version of the subject that has this schema, or 40401 or 40403. */
    int lookUp(RegistryState state, String name, SchemaRequest request, boolean withDeleted) {
        Subject subject = state.subject(name);
        if (subject.numbers(withDeleted).isEmpty()) {
            throw ApiError.subjectNotFound(name);
        }
        ParsedSchema parsed = SchemaParsing.parse(state, request.schema(), request.references());
        return state.idOf(parsed.definition())
                .flatMap(id -> subject.numberOf(id, withDeleted))
                .orElseThrow(ApiError::schemaNotFound);
    }

    /** Clashes with one version; the latest of a subject without versions clashes with nothing. */
    List<String> checkOne(
            RegistryState state, String name, VersionNumber version, SchemaRequest request) {
        ParsedSchema parsed = SchemaParsing.parse(state, request.schema(), request.references());
        Subject subject = state.subject(name);
        if (version.isLatest() && !subject.hasLive()) {
            return List.of();
        }
        return clashes(state, name, parsed, List.of(version.in(name, subject, false)));
    }

    /** Clashes with all versions that the subject's level names. */
    List<String> checkAll(RegistryState state, String name, SchemaRequest request) {
        ParsedSchema parsed = SchemaParsing.parse(state, request.schema(), request.references());
        return clashes(state, name, parsed, state.subject(name).numbers(false));
    }

    CompatibilityLevel levelOf(RegistryState state, String name) {
        return state.subjectLevel(name).orElseGet(() -> globalLevel(state));
    }

    CompatibilityLevel globalLevel(RegistryState state) {
        return state.globalLevel().orElse(defaultLevel);
    }

    private List<String> clashes(
            RegistryState state, String name, ParsedSchema parsed, List<Integer> numbers) {
        Subject subject = state.subject(name);
        List<EarlierVersion> earlier =
                numbers.stream()
                        .map(
                                number ->
                                        new EarlierVersion(
                                                number,
                                                SchemaParsing.parse(
                                                                state,
                                                                state.definition(
                                                                                subject.versions()
                                                                                        .get(number)
                                                                                        .id())
                                                                        .orElseThrow())
                                                        .schema()))
                        .toList();
        return Compatibility.clashes(levelOf(state, name), parsed.schema(), earlier);
    }

    private static void requireNext(OptionalInt wanted, Subject subject) {
        if (wanted.isPresent() && wanted.getAsInt() != subject.nextNumber()) {
            throw ApiError.invalidSchema(
                    "Version is not one more than previous version: "
                            + wanted.getAsInt()
                            + " instead of "
                            + subject.nextNumber());
        }
    }
}
