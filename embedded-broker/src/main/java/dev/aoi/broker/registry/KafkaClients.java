package dev.aoi.broker.registry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.HashMap;
import java.util.Map;

/** The registry's Kafka clients and their settings. */
final class KafkaClients {

    private final String bootstrapServers;

    KafkaClients(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    Admin admin() {
        return Admin.create(with("schema-registry-admin", Map.of()));
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                with(
                        "schema-registry-reader",
                        Map.of(
                                "enable.auto.commit",
                                "false",
                                "auto.offset.reset",
                                "earliest",
                                // A fetch that waits for data would hold up the next question for
                                // the log's end on the same connection.
                                "fetch.max.wait.ms",
                                "5")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                with(
                        "schema-registry-writer",
                        Map.of(
                                "acks",
                                "all",
                                "linger.ms",
                                "0",
                                "max.block.ms",
                                "10000",
                                "request.timeout.ms",
                                "5000",
                                "delivery.timeout.ms",
                                "10000")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Map<String, Object> with(String clientId, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.put("bootstrap.servers", bootstrapServers);
        all.put("client.id", clientId);
        all.put("reconnect.backoff.max.ms", "250");
        all.put("enable.metrics.push", "false");
        all.put("metric.reporters", "");
        return all;
    }
}
