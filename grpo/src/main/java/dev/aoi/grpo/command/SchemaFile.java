package dev.aoi.grpo.command;

import dev.aoi.grpo.generation.schema.JsonGrammar;
import dev.aoi.grpo.generation.schema.SchemaException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON schema in a file. */
final class SchemaFile {
    private SchemaFile() {}

    /**
     * The grammar of the schema.
     *
     * @throws IllegalArgumentException when it is no JSON, or a schema that is refused
     */
    static JsonGrammar read(Path file) {
        try {
            return JsonGrammar.of(
                    JsonLines.JSON
                            .reader()
                            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .readTree(Files.readString(file)));
        } catch (SchemaException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
