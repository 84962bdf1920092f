package dev.aoi.broker.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads schema texts, resolving references against registered versions.
 *
 * <p>One parser reads the referenced schemas, innermost first and each once, then the schema
 * itself. What the references define is printed by name only.
 */
final class SchemaParsing {

    private SchemaParsing() {}

    /**
     * @throws ApiError 42201 if the text is not Avro or a reference leads nowhere
     */
    static ParsedSchema parse(RegistryState state, String text, List<Reference> references) {
        List<Reference> resolved = references.stream().map(r -> resolve(state, r)).toList();
        try {
            Schema.Parser parser = new Schema.Parser();
            readReferences(state, parser, resolved, new HashSet<>());
            List<Schema> known = List.copyOf(parser.getTypes().values());
            Schema schema = parser.parse(text);
            return new ParsedSchema(
                    schema, new Definition(schema.toString(known, false), resolved));
        } catch (AvroRuntimeException e) {
            throw ApiError.invalidSchema("Invalid schema: " + e.getMessage());
        }
    }

    static ParsedSchema parse(RegistryState state, Definition definition) {
        return parse(state, definition.schema(), definition.references());
    }

    private static void readReferences(
            RegistryState state,
            Schema.Parser parser,
            List<Reference> references,
            Set<Definition> done) {
        for (Reference reference : references) {
            int id = version(state, reference).id();
            Definition definition = state.definition(id).orElseThrow();
            if (done.add(definition)) {
                readReferences(state, parser, definition.references(), done);
                parser.parse(definition.schema());
            }
        }
    }

    /** Version -1 in a request means the latest; it is stored as the number it had then. */
    private static Reference resolve(RegistryState state, Reference reference) {
        if (reference.version() != VersionNumber.LATEST) {
            version(state, reference);
            return reference;
        }
        List<Integer> live = state.subject(reference.subject()).numbers(false);
        if (live.isEmpty()) {
            throw missing(reference);
        }
        return new Reference(reference.name(), reference.subject(), live.getLast());
    }

    private static RegisteredVersion version(RegistryState state, Reference reference) {
        RegisteredVersion found =
                state.subject(reference.subject()).versions().get(reference.version());
        if (found == null) {
            throw missing(reference);
        }
        return found;
    }

    private static ApiError missing(Reference reference) {
        return ApiError.invalidSchema(
                "No schema reference found for subject \""
                        + reference.subject()
                        + "\" and version "
                        + reference.version());
    }
}
