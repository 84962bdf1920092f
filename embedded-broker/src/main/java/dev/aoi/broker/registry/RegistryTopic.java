package dev.aoi.broker.registry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes the registry's topic, or checks that the one there forgets nothing. */
final class RegistryTopic {

    private static final int LIMIT_SECONDS = 30;

    private RegistryTopic() {}

    static void ensure(Admin admin, String topic) {
        NewTopic wanted =
                new NewTopic(topic, Optional.of(1), Optional.empty())
                        .configs(Map.of("cleanup.policy", "compact"));
        try {
            await(admin.createTopics(List.of(wanted)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed(topic, e.getCause());
            }
            check(admin, topic);
        }
    }

    private static void check(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var description = admin.describeTopics(List.of(topic)).allTopicNames();
        var configs = admin.describeConfigs(List.of(resource)).all();
        try {
            int partitions = await(description).get(topic).partitions().size();
            String policy = await(configs).get(resource).get("cleanup.policy").value();
            if (partitions != 1 || !policy.equals("compact")) {
                throw new RegistryStartException(
                        "The registry's topic "
                                + topic
                                + " must have 1 partition and cleanup.policy=compact but has "
                                + partitions
                                + " and "
                                + policy
                                + "; choose another topic or make it anew.");
            }
        } catch (ExecutionException e) {
            throw failed(topic, e.getCause());
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new RegistryStartException(
                    "The schema registry got no answer from Kafka within "
                            + LIMIT_SECONDS
                            + " s; check that the brokers run and can be reached.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryStartException("Interrupted while the schema registry started.", e);
        }
    }

    private static RegistryStartException failed(String topic, Throwable cause) {
        return new RegistryStartException(
                "The registry's topic "
                        + topic
                        + " could not be made or checked: "
                        + cause.getMessage(),
                cause);
    }
}
