package dev.aoi.agent.avro;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import org.apache.avro.specific.SpecificRecord;

import java.io.IOException;

/** Bytes of any kind end in a record or in {@link MalformedRecordException}, in nothing else. */
class MalformedBytesTest {
    private static StubRegistry registry;
    private static RegistryClient client;

    @BeforeContainer
    static void start() throws IOException {
        registry = new StubRegistry();
        client = new RegistryClient(registry.url());
    }

    @AfterContainer
    static void stop() {
        client.close();
        registry.close();
    }

    @Property(tries = 2000)
    void damagedRecords(
            @ForAll @IntRange(min = 5, max = 90) int from,
            @ForAll @Size(min = 1, max = 12) byte[] damage) {
        byte[] value =
                new ConfluentAvroSerializer(client)
                        .serialize("t", SampleRecords.completion("an answer of some length"));
        for (int i = 0; i < damage.length && from + i < value.length; i++) {
            value[from + i] = damage[i];
        }
        try {
            SpecificRecord read = new ConfluentAvroDeserializer(client).deserialize("t", value);
            assertThat(read).isNotNull();
        } catch (MalformedRecordException e) {
            assertThat(e).hasMessageStartingWith("A value of t ");
        }
    }
}
