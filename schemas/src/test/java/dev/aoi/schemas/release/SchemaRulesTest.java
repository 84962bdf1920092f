package dev.aoi.schemas.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What lets a schema change later without breaking anybody. */
final class SchemaRulesTest {
    private static final Path AVRO = Path.of("src/main/avro");

    static Collection<Schema> onTopics() {
        return CurrentSchemas.all().values();
    }

    static Collection<Schema> named() {
        Map<String, Schema> all = new LinkedHashMap<>();
        onTopics().forEach(schema -> collect(schema, all));
        return all.values();
    }

    @ParameterizedTest
    @MethodSource("onTopics")
    void everyRecordBeginsWithItsHeader(Schema schema) {
        Schema.Field first = schema.getFields().getFirst();

        assertThat(first.name()).isEqualTo("header");
        assertThat(first.schema().getFullName()).isEqualTo("dev.aoi.schemas.event.EventHeader");
    }

    @ParameterizedTest
    @MethodSource("named")
    void everythingIsDocumentedAndHasADefault(Schema schema) {
        assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
        if (schema.getType() == Type.ENUM) {
            assertThat(schema.getEnumDefault()).as("default of %s", schema.getName()).isNotBlank();
            return;
        }
        assertThat(schema.getFields())
                .allSatisfy(
                        field -> {
                            assertThat(field.doc()).as("doc of %s", field.name()).isNotBlank();
                            assertThat(field.hasDefaultValue())
                                    .as("default of %s", field.name())
                                    .isTrue();
                        });
    }

    @ParameterizedTest
    @MethodSource("named")
    void unionsOnlySayThatAFieldMayBeAbsent(Schema schema) {
        if (schema.getType() == Type.RECORD) {
            assertThat(schema.getFields())
                    .filteredOn(f -> f.schema().getType() == Type.UNION)
                    .allSatisfy(
                            f -> {
                                assertThat(f.schema().getTypes()).hasSize(2);
                                assertThat(f.schema().getTypes().getFirst().getType())
                                        .isEqualTo(Type.NULL);
                                assertThat(f.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("onTopics")
    void aRecordOfDefaultsIsWrittenAndReadBack(Schema schema) throws IOException {
        GenericRecord record = new GenericRecordBuilder(schema).build();
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();

        var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        assertThat(read).isEqualTo(record);
    }

    @Test
    void oneTypePerFileNamedLikeIt() throws IOException {
        try (Stream<Path> files = Files.walk(AVRO)) {
            assertThat(files.filter(f -> f.toString().endsWith(".avsc")))
                    .isNotEmpty()
                    .allSatisfy(
                            file -> {
                                String text = Files.readString(file);
                                Path place = AVRO.relativize(file);
                                String name = place.getFileName().toString().replace(".avsc", "");
                                assertThat(text)
                                        .contains("\"name\": \"" + name + "\"")
                                        .contains(
                                                "\"namespace\": \"dev.aoi.schemas."
                                                        + place.getParent()
                                                        + "\"");
                            });
        }
    }

    private static void collect(Schema schema, Map<String, Schema> all) {
        switch (schema.getType()) {
            case RECORD -> {
                if (all.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(f -> collect(f.schema(), all));
                }
            }
            case ENUM -> all.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), all);
            case MAP -> collect(schema.getValueType(), all);
            case UNION -> schema.getTypes().forEach(t -> collect(t, all));
            default -> {
                // Primitive.
            }
        }
    }
}
