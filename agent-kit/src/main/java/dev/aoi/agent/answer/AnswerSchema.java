package dev.aoi.agent.answer;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The JSON Schema (2020-12) that a mind's answer must satisfy, found as {@code schemas/<name>.json}
 * on the class path. Immutable and safe for many threads.
 */
public final class AnswerSchema {
    private static final int MOST_ERRORS = 8;
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final String name;
    private final ObjectNode json;
    private final Schema schema;

    private AnswerSchema(String name, ObjectNode json) {
        this.name = name;
        this.json = json;
        SchemaRegistryConfig config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        this.schema =
                SchemaRegistry.withDefaultDialect(
                                SpecificationVersion.DRAFT_2020_12,
                                registry -> registry.schemaRegistryConfig(config))
                        .getSchema(json);
    }

    /**
     * The schema of this name, e.g. {@code observer/decision}.
     *
     * @throws IllegalArgumentException if there is no such file or it is no JSON object
     */
    public static AnswerSchema load(String name) {
        String file = "schemas/" + name + ".json";
        try (@Nullable InputStream in =
                AnswerSchema.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no " + file + " on the class path");
            }
            if (STRICT.readTree(in) instanceof ObjectNode object) {
                return new AnswerSchema(name, object);
            }
            throw new IllegalArgumentException(file + " must hold a JSON object");
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Name it was loaded by. */
    public String name() {
        return name;
    }

    /** A copy of the schema itself, for endpoints that can be held to it. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Whether an answer is one JSON object (bare or in one fenced block) of this schema. */
    public Checked check(String answer) {
        Optional<String> text = AnswerText.json(answer);
        if (text.isEmpty()) {
            return invalid("the answer has several fenced blocks; give exactly one JSON object");
        }
        if (text.get().isEmpty()) {
            return invalid("the answer is empty; give exactly one JSON object");
        }
        try {
            JsonNode tree = STRICT.readTree(text.get());
            if (!(tree instanceof ObjectNode object)) {
                return invalid("the answer must be a JSON object, not another JSON value");
            }
            List<Error> errors = schema.validate(object);
            return errors.isEmpty()
                    ? new Checked.Valid(object)
                    : new Checked.Invalid(
                            errors.stream().limit(MOST_ERRORS).map(Error::toString).toList());
        } catch (JacksonException e) {
            return invalid("the answer is not JSON: " + oneLine(e));
        }
    }

    private static Checked invalid(String error) {
        return new Checked.Invalid(List.of(error));
    }

    private static String oneLine(JacksonException e) {
        String said = e.getOriginalMessage().lines().findFirst().orElse("");
        return said
                + " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    }
}
