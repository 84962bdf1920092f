package dev.aoi.agent.config;

import dev.aoi.agent.avro.RegistryClient;
import dev.aoi.agent.avro.RegistryException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks broker and registry once, so that a wrong address is one sentence at the start and not an
 * endless stream of retries.
 */
final class StartupCheck {
    private static final int LIMIT_SECONDS = 5;

    private StartupCheck() {}

    /** A broker answers within {@value #LIMIT_SECONDS} s. */
    static void broker(AgentProperties.Kafka kafka) {
        Map<String, Object> config = new HashMap<>(kafka.properties());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "startup-check");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 1_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_SECONDS * 1_000);
        config.put("enable.metrics.push", false);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().clusterId().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw unreachable(kafka, e instanceof ExecutionException ? e.getCause() : e);
        } catch (KafkaException e) {
            throw unreachable(kafka, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while looking for a Kafka broker", e);
        }
    }

    /** The registry lists its subjects. */
    static void registry(RegistryClient registry) {
        try {
            registry.subjects();
        } catch (RegistryException e) {
            throw new StartupException(e.getMessage() + " (SCHEMA_REGISTRY_URL)", e);
        }
    }

    private static StartupException unreachable(AgentProperties.Kafka kafka, Throwable cause) {
        String reason =
                cause instanceof TimeoutException
                                || cause instanceof org.apache.kafka.common.errors.TimeoutException
                                || cause.getMessage() == null
                        ? "no answer within " + LIMIT_SECONDS + " s"
                        : cause.getMessage();
        return new StartupException(
                "No Kafka broker answers at "
                        + kafka.bootstrapServers()
                        + " ("
                        + reason
                        + "); start it or correct KAFKA_BOOTSTRAP_SERVERS",
                cause);
    }
}
