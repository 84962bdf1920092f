package dev.aoi.standalone.log;

import dev.aoi.agent.avro.RegistryClient;
import dev.aoi.agent.avro.RegistryException;
import dev.aoi.standalone.CommandFailure;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A broker and its schema registry.
 *
 * @param bootstrap Kafka's {@code bootstrap.servers}
 * @param registry address of the registry
 */
public record Connection(String bootstrap, String registry) {
    private static final int LIMIT_SECONDS = KafkaClients.LIMIT_SECONDS;

    /**
     * Connects to both and gives itself back.
     *
     * @throws CommandFailure with one sentence if either does not answer
     */
    public Connection verified() {
        verifyBroker();
        verifyRegistry();
        return this;
    }

    /** Connects to the broker only. */
    public void verifyBroker() {
        try (Admin admin = KafkaClients.admin(bootstrap)) {
            admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unreachable(e);
        }
    }

    private void verifyRegistry() {
        try (RegistryClient client = new RegistryClient(registry)) {
            client.subjects();
        } catch (RegistryException | IllegalArgumentException e) {
            throw CommandFailure.environment(
                    "The schema registry at "
                            + registry
                            + " does not answer; is it up, and is the address right?",
                    e);
        }
    }

    private CommandFailure unreachable(Exception cause) {
        return CommandFailure.environment(
                "No Kafka broker answers at "
                        + bootstrap
                        + " within "
                        + LIMIT_SECONDS
                        + " s: is it up, and is the address right?",
                cause);
    }
}
