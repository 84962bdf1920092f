package dev.aoi.agent.avro;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Generated records from the Confluent wire format, whoever wrote them.
 *
 * <p>Steps: (1) magic byte and id; (2) writer's schema by id; (3) our class of the same full name;
 * (4) Avro's resolution from the writer's schema to our own. Invariant: all bytes are used up.
 */
public final class ConfluentAvroDeserializer implements Deserializer<SpecificRecord> {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    static {
        TrustedRecords.trust();
    }

    private final Map<Integer, SpecificDatumReader<SpecificRecord>> readers =
            new ConcurrentHashMap<>();
    private @Nullable RegistryClient client;
    private boolean ownsClient;

    /** For Kafka, which calls {@link #configure} next. */
    public ConfluentAvroDeserializer() {}

    /** Reads with a client that the caller closes. */
    public ConfluentAvroDeserializer(RegistryClient client) {
        this.client = client;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        if (isKey) {
            throw new IllegalArgumentException("Keys are incident ids, not Avro records");
        }
        if (client == null) {
            client = new SerdeConfig(settings).newClient();
            ownsClient = true;
        }
    }

    /**
     * @return the record, or null for a tombstone
     * @throws MalformedRecordException if the bytes are no such record
     * @throws UnknownRecordTypeException if this release has no class for it
     * @throws RegistryException if its schema cannot be had; {@link RegistryUnreachableException}
     *     if trying later may help
     */
    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        int id = schemaId(topic, value);
        SpecificDatumReader<SpecificRecord> reader = readers.get(id);
        if (reader == null) {
            reader = newReader(topic, id);
            readers.put(id, reader);
        }
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get()
                            .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
            SpecificRecord event = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new MalformedRecordException(
                        "A value of " + topic + " goes on after its record of schema id " + id);
            }
            return event;
        } catch (IOException
                | AvroRuntimeException
                | UnsupportedOperationException
                | IndexOutOfBoundsException e) {
            // Avro signals bad bytes by any of these.
            throw new MalformedRecordException(
                    "A value of " + topic + " is no record of schema id " + id, e);
        }
    }

    @Override
    public void close() {
        if (ownsClient && client != null) {
            client.close();
        }
    }

    private static int schemaId(String topic, byte[] value) {
        if (value.length < HEADER_BYTES || value[0] != ConfluentAvroSerializer.MAGIC) {
            throw new MalformedRecordException(
                    "A value of "
                            + topic
                            + " ("
                            + value.length
                            + " bytes) does not begin with magic byte 0 and a schema id");
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    private SpecificDatumReader<SpecificRecord> newReader(String topic, int id) {
        RegistryClient registry = client;
        if (registry == null) {
            throw new IllegalStateException("configure(...) was not called");
        }
        Schema writer = registry.byId(id);
        return new SpecificDatumReader<>(writer, RecordTypes.schemaOf(topic, writer));
    }
}
