package dev.aoi.agent.avro;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * Reads values as a stranger would: it knows the published wire format and one address of the
 * registry, and shares no code with our deserializer.
 */
public final class IndependentDecoder {
    private final String registryUrl;

    public IndependentDecoder(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    public GenericRecord decode(byte[] value) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(value));
        if (in.readByte() != 0) {
            throw new IOException("no magic byte");
        }
        Schema schema = schema(in.readInt());
        GenericRecord event =
                new GenericDatumReader<GenericRecord>(schema)
                        .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
        if (in.read() != -1) {
            throw new IOException("trailing bytes");
        }
        return event;
    }

    private Schema schema(int id) throws IOException {
        try (InputStream body =
                URI.create(registryUrl + "/schemas/ids/" + id).toURL().openStream()) {
            String schema = JsonMapper.shared().readTree(body).get("schema").asString();
            return new Schema.Parser().parse(schema);
        }
    }
}
