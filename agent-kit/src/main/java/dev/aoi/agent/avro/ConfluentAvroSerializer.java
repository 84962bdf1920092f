package dev.aoi.agent.avro;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A record as magic byte, schema id and Avro binary.
 *
 * <p>Either made by Kafka from configuration ({@link SerdeConfig}), or by us around a client that
 * several serializers share.
 */
public final class ConfluentAvroSerializer implements Serializer<SpecificRecord> {
    static final byte MAGIC = 0;

    static {
        TrustedRecords.trust();
    }

    private @Nullable RegistryClient client;
    private boolean ownsClient;
    private boolean autoRegister = true;
    private SubjectNaming naming = SubjectNaming.TopicRecordNameStrategy;

    /** For Kafka, which calls {@link #configure} next. */
    public ConfluentAvroSerializer() {}

    /** Registers unknown schemas with a client that the caller closes. */
    public ConfluentAvroSerializer(RegistryClient client) {
        this.client = client;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new IllegalArgumentException("Keys are incident ids, not Avro records");
        }
        if (client == null) {
            SerdeConfig config = new SerdeConfig(settings);
            autoRegister = config.autoRegister();
            naming = config.naming();
            client = config.newClient();
            ownsClient = true;
        }
    }

    /**
     * @return the value, or null for a tombstone
     * @throws RegistryException if the schema has no id
     * @throws SerializationException if the record does not fit its own schema
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord event) {
        if (event == null) {
            return null;
        }
        Schema schema = event.getSchema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id(topic, schema)).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<SpecificRecord>(schema).write(event, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(
                    "A " + schema.getFullName() + " for " + topic + " does not fit its schema", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        if (ownsClient && client != null) {
            client.close();
        }
    }

    private int id(String topic, Schema schema) {
        RegistryClient registry = client;
        if (registry == null) {
            throw new IllegalStateException("configure(...) was not called");
        }
        String subject = naming.subject(topic, schema);
        return autoRegister ? registry.register(subject, schema) : registry.lookup(subject, schema);
    }
}
