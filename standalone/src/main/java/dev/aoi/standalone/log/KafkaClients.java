package dev.aoi.standalone.log;

import dev.aoi.agent.avro.ConfluentAvroSerializer;
import dev.aoi.agent.avro.SerdeConfig;
import dev.aoi.agent.log.FactLog;
import dev.aoi.schemas.topic.Topics;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.util.Map;

/** Kafka clients of the command line: an operator that writes requests, a reader in no group. */
public final class KafkaClients {
    private KafkaClients() {}

    /** Seconds that a broker has for an answer, and that closing may wait for one. */
    static final int LIMIT_SECONDS = 10;

    /** An administrator, patient for {@value #LIMIT_SECONDS} seconds. */
    public static Admin admin(String bootstrap) {
        return Admin.create(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        "aoi-admin",
                        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        LIMIT_SECONDS * 1_000));
    }

    /** A reader without group; reading from an offset that has expired is an exception. */
    public static Consumer<String, byte[]> reader(Connection connection) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        connection.bootstrap(),
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "aoi-reader",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        Topics.MAX_TRAJECTORY_BYTES),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The operator's pen. */
    public static FactLog operator(Connection connection) {
        return new FactLog(
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                connection.bootstrap(),
                                ProducerConfig.CLIENT_ID_CONFIG,
                                "aoi-operator",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                20_000,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                10_000,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                10_000L,
                                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                                StringSerializer.class,
                                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                                ConfluentAvroSerializer.class,
                                SerdeConfig.REGISTRY_URL,
                                connection.registry())));
    }
}
