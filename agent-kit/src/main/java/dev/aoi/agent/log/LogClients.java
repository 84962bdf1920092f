package dev.aoi.agent.log;

import dev.aoi.agent.avro.ConfluentAvroDeserializer;
import dev.aoi.agent.avro.ConfluentAvroSerializer;
import dev.aoi.agent.avro.SerdeConfig;
import dev.aoi.agent.trace.TraceHeaders;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes Kafka clients the way the log needs them: producers idempotent with {@code acks=all},
 * consumers of a role in an ordinary group with range assignment and a short session time-out,
 * readers without a group.
 *
 * @param bootstrapServers brokers
 * @param registryUrl schema registry
 * @param extra further client properties, e.g. TLS; also the serializer classes of another vendor
 */
public record LogClients(String bootstrapServers, String registryUrl, Map<String, String> extra) {
    /** After which an instance that is not heard loses its partitions. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    private static final int MAX_REQUEST = Topics.MAX_TRAJECTORY_BYTES + 64 * 1024;

    public LogClients {
        extra = Map.copyOf(extra);
    }

    public LogClients(String bootstrapServers, String registryUrl) {
        this(bootstrapServers, registryUrl, Map.of());
    }

    /** A producer for facts. */
    public Producer<String, SpecificRecord> producer(String clientId) {
        Map<String, Object> config = base(clientId);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ConfluentAvroSerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.put(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, TraceHeaders.class.getName());
        config.putAll(extra);
        return new KafkaProducer<>(config);
    }

    /**
     * A member of a group.
     *
     * @param instanceId static membership; empty for dynamic
     */
    public Consumer<String, byte[]> member(String group, String clientId, String instanceId) {
        Map<String, Object> config = consumerBase(clientId);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        if (!instanceId.isEmpty()) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        }
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 4);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        config.putAll(extra);
        return new KafkaConsumer<>(config);
    }

    /** A reader without group; it is told where to read. */
    public Consumer<String, byte[]> reader(String clientId) {
        Map<String, Object> config = consumerBase(clientId);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.putAll(extra);
        return new KafkaConsumer<>(config);
    }

    /** A decoder of values. */
    public Deserializer<SpecificRecord> decoder() {
        ConfluentAvroDeserializer decoder = new ConfluentAvroDeserializer();
        Map<String, Object> config = new HashMap<>(extra);
        config.put(SerdeConfig.REGISTRY_URL, registryUrl);
        decoder.configure(config, false);
        return decoder;
    }

    /** A fact log with a producer of its own. */
    public FactLog log(String clientId) {
        return new FactLog(producer(clientId));
    }

    /** A reader of facts outside of any group. */
    public FactReader facts(String clientId) {
        return new FactReader(() -> reader(clientId), decoder());
    }

    private Map<String, Object> base(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        config.put(SerdeConfig.REGISTRY_URL, registryUrl);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        config.put("enable.metrics.push", false);
        return config;
    }

    private Map<String, Object> consumerBase(String clientId) {
        Map<String, Object> config = base(clientId);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_REQUEST);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }
}
