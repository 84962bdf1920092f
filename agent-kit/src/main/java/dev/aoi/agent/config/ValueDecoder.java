package dev.aoi.agent.config;

import dev.aoi.agent.avro.SerdeConfig;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** Makes the configured deserializer of values: ours, or Confluent's in its place. */
final class ValueDecoder implements Deserializer<SpecificRecord> {
    private final Deserializer<?> delegate;

    private ValueDecoder(Deserializer<?> delegate) {
        this.delegate = delegate;
    }

    static Deserializer<SpecificRecord> of(AgentProperties settings) {
        String type = settings.kafka().valueDeserializer();
        Map<String, Object> config = new HashMap<>(settings.kafka().properties());
        config.put(SerdeConfig.REGISTRY_URL, settings.registryUrl());
        config.put(SerdeConfig.SPECIFIC_READER, true);
        try {
            Deserializer<?> made = Utils.newInstance(type, Deserializer.class);
            made.configure(config, false);
            return new ValueDecoder(made);
        } catch (ClassNotFoundException e) {
            throw new StartupException(
                    "aoi.kafka.value-deserializer names "
                            + type
                            + ", which is not on the class path",
                    e);
        }
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] value) {
        return (SpecificRecord) delegate.deserialize(topic, value);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
