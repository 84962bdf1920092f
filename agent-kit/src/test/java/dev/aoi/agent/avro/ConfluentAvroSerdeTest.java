package dev.aoi.agent.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class ConfluentAvroSerdeTest {
    private static final String TOPIC = "aoi.probe.completions";

    private final StubRegistry registry = start();
    private final RegistryClient client = new RegistryClient(registry.url());
    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer(client);
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer(client);

    private static StubRegistry start() {
        try {
            return new StubRegistry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void shiftIds() {
        // So that no test passes because an id happens to be 1.
        registry.add("\"string\"");
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void writesMagicByteIdAndAvroBinary() {
        byte[] value = serializer.serialize(TOPIC, SampleRecords.completion("yes"));

        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 0, 0, 0, 2);
        assertThat(registry.subjects())
                .containsExactly(
                        Map.entry(TOPIC + "-dev.aoi.schemas.worker.Completion", List.of(2)));
    }

    @Test
    void readsBackWhatItWrote() {
        Completion written = SampleRecords.completion("yes");

        SpecificRecord read = deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, written));

        assertThat(read).isEqualTo(written).isInstanceOf(Completion.class);
    }

    @Test
    void aStrangerReadsWhatWeWrote() throws IOException {
        byte[] value = serializer.serialize(TOPIC, SampleRecords.completion("yes"));

        GenericRecord read = new IndependentDecoder(registry.url()).decode(value);

        assertThat(read.getSchema().getFullName()).isEqualTo("dev.aoi.schemas.worker.Completion");
        assertThat(read.get("answer")).hasToString("yes");
        assertThat(read.get("attempt")).isEqualTo(2);
        assertThat(read.get("tokenIds")).isEqualTo(List.of(1, 2, 3));
        assertThat(((GenericRecord) read.get("header")).get("time")).isEqualTo(1795406706789L);
    }

    @Test
    void everyRecordOfTheCatalogueGoesRound() throws Exception {
        for (Topic topic : Topics.all()) {
            for (Class<? extends SpecificRecord> type : topic.types()) {
                SpecificRecord empty = (SpecificRecord) newRecord(type);

                byte[] value = serializer.serialize(topic.name(), empty);

                assertThat(deserializer.deserialize(topic.name(), value)).isEqualTo(empty);
                assertThat(new IndependentDecoder(registry.url()).decode(value).getSchema())
                        .extracting(Schema::getFullName)
                        .isEqualTo(type.getName());
            }
        }
    }

    @Test
    void registersSchemasWithoutJavaProperties() {
        serializer.serialize(TOPIC, SampleRecords.completion("yes"));

        assertThat(registry.schema(2))
                .doesNotContain("avro.java.string")
                .contains("\"name\":\"answer\",\"type\":\"string\"")
                .contains("timestamp-millis");
        assertThat(new Schema.Parser().parse(registry.schema(2)))
                .extracting(Schema::toString)
                .isEqualTo(CleanSchemas.json(Completion.getClassSchema()));
    }

    @Test
    void asksTheRegistryOncePerType() {
        for (int i = 0; i < 3; i++) {
            byte[] value = serializer.serialize(TOPIC, SampleRecords.completion("n" + i));
            deserializer.deserialize(TOPIC, value);
        }

        assertThat(registry.requests())
                .containsExactly(
                        "POST /subjects/aoi.probe.completions-dev.aoi.schemas.worker.Completion"
                                + "/versions",
                        "GET /schemas/ids/2");
    }

    @Test
    void readsRecordsOfAnOlderSchemaWithOurDefaults() throws IOException {
        Schema old =
                new Schema.Parser()
                        .parse(
                                """
                                {"type":"record","name":"Completion",
                                 "namespace":"dev.aoi.schemas.worker","fields":[
                                 {"name":"answer","type":"string","default":""},
                                 {"name":"dropped","type":"int","default":0}]}
                                """);
        GenericRecord record = new GenericData.Record(old);
        record.put("answer", "from the past");
        record.put("dropped", 7);

        Completion read = (Completion) deserializer.deserialize(TOPIC, encode(old, record));

        assertThat(read.getAnswer()).isEqualTo("from the past");
        assertThat(read.getSampling().getTopP()).isEqualTo(1.0);
        assertThat(read.getMessages()).isEmpty();
    }

    @Test
    void namesTypesItDoesNotKnow() throws IOException {
        Schema future =
                new Schema.Parser()
                        .parse(
                                """
                                {"type":"record","name":"Tomorrow",
                                 "namespace":"dev.aoi.schemas.worker","fields":[]}
                                """);

        assertThatThrownBy(
                        () ->
                                deserializer.deserialize(
                                        TOPIC, encode(future, new GenericData.Record(future))))
                .isInstanceOf(UnknownRecordTypeException.class)
                .hasMessage(
                        "Topic aoi.probe.completions holds a record of type"
                            + " dev.aoi.schemas.worker.Tomorrow, which this release does not know");
    }

    @Test
    void neverInstantiatesForeignClasses() throws IOException {
        Schema foreign =
                new Schema.Parser()
                        .parse(
                                """
                                {"type":"record","name":"ProcessBuilder",
                                 "namespace":"java.lang","fields":[]}
                                """);

        assertThatThrownBy(
                        () ->
                                deserializer.deserialize(
                                        TOPIC, encode(foreign, new GenericData.Record(foreign))))
                .isInstanceOf(UnknownRecordTypeException.class);
    }

    @Test
    void refusesWhatIsNotTheWireFormat() {
        byte[] good = serializer.serialize(TOPIC, SampleRecords.completion("yes"));

        for (byte[] bad :
                List.of(
                        new byte[0],
                        new byte[] {0, 0, 0, 0},
                        "{\"json\":1}".getBytes(),
                        Arrays.copyOf(good, good.length - 1),
                        Arrays.copyOf(good, good.length + 1))) {
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bad))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageContaining(TOPIC);
        }
    }

    @Test
    void aClaimedLengthBeyondTheValueAllocatesNothing() {
        byte[] value = serializer.serialize(TOPIC, SampleRecords.completion("yes"));
        // The first field is a string; this claims 2147483639 bytes of it.
        System.arraycopy(new byte[] {-18, -1, -1, -1, 15}, 0, value, 5, 5);

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, value))
                .isInstanceOf(MalformedRecordException.class);
    }

    @Test
    void saysWhenASchemaIdIsUnknown() {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0, 0, 0, 99}))
                .isInstanceOf(SchemaNotFoundException.class)
                .hasMessage("The schema registry does not know schema id 99: stub says 404");
    }

    @Test
    void passesTombstonesThrough() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void takesConfluentsConfigurationKeys() {
        try (ConfluentAvroSerializer configured = new ConfluentAvroSerializer()) {
            configured.configure(
                    Map.of(
                            "schema.registry.url",
                            registry.url() + "/",
                            "value.subject.name.strategy",
                            "io.confluent.kafka.serializers.subject.TopicNameStrategy",
                            "basic.auth.user.info",
                            "me:secret"),
                    false);

            configured.serialize(TOPIC, SampleRecords.completion("yes"));

            assertThat(registry.subjects()).containsOnlyKeys(TOPIC + "-value");
            assertThat(registry.authorizations()).containsExactly("Basic bWU6c2VjcmV0");
        }
    }

    @Test
    void withoutAutoRegistrationAnUnknownSchemaIsRefused() {
        try (ConfluentAvroSerializer configured = new ConfluentAvroSerializer()) {
            configured.configure(
                    Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "false"),
                    false);

            assertThatThrownBy(() -> configured.serialize(TOPIC, SampleRecords.completion("yes")))
                    .isInstanceOf(SchemaNotFoundException.class);
            byte[] value = serializer.serialize(TOPIC, SampleRecords.completion("yes"));
            assertThat(configured.serialize(TOPIC, SampleRecords.completion("yes")))
                    .isEqualTo(value);
        }
    }

    @Test
    void refusesSettingsItCannotHonour() {
        for (Map<String, String> wrong :
                List.of(
                        Map.of("schema.registry.url", ""),
                        Map.of("schema.registry.url", "http://x", "use.latest.version", "true"),
                        Map.of("schema.registry.url", "http://x", "specific.avro.reader", "false"),
                        Map.of(
                                "schema.registry.url",
                                "http://x",
                                "value.subject.name.strategy",
                                "Nonsense"))) {
            assertThatThrownBy(() -> new ConfluentAvroDeserializer().configure(wrong, false))
                    .isInstanceOf(ConfigException.class);
        }
    }

    private byte[] encode(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(registry.add(schema.toString())).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Object newRecord(Class<?> type) throws ReflectiveOperationException {
        Object builder = type.getMethod("newBuilder").invoke(null);
        return builder.getClass().getMethod("build").invoke(builder);
    }
}
