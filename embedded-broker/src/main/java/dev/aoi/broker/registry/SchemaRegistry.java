package dev.aoi.broker.registry;

import org.apache.kafka.clients.admin.Admin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * A schema registry for Avro with Confluent's REST interface, in this JVM, on any Kafka.
 *
 * <p>A registration is answered when it is in the log and was read back from there, so ids are the
 * same after a restart or a kill. Several registries may share a topic: they agree on every id. Not
 * part of it: JSON Schema and Protobuf, contexts, import mode, rules and metadata.
 */
public final class SchemaRegistry implements AutoCloseable {

    private final RegistryConfig config;
    private final RestServer rest;
    private final EventLog log;

    private SchemaRegistry(RegistryConfig config, RestServer rest, EventLog log) {
        this.config = config;
        this.rest = rest;
        this.log = log;
    }

    /**
     * Starts the registry and returns once it has read its topic to the end and answers.
     *
     * @throws RegistryStartException with one sentence: port taken, Kafka not there, a topic that
     *     is not the registry's
     */
    public static SchemaRegistry start(RegistryConfig config) {
        RestServer rest = RestServer.bind(config.host(), config.port());
        EventLog log = null;
        try {
            log = openLog(config);
            log.current();
            rest.serve(new Routes(log, config.defaultCompatibility()).all());
            return new SchemaRegistry(config, rest, log);
        } catch (RuntimeException e) {
            rest.close();
            if (log != null) {
                log.close();
            }
            throw explained(e);
        }
    }

    /** What clients put into {@code schema.registry.url}. */
    public String url() {
        return "http://" + config.host() + ":" + rest.port();
    }

    /** Stops answering, then leaves Kafka; the topic stays. */
    @Override
    public void close() {
        rest.close();
        log.close();
    }

    /** Most of a first start is loading Kafka's three clients, so they load side by side. */
    private static EventLog openLog(RegistryConfig config) {
        KafkaClients clients = new KafkaClients(config.bootstrapServers());
        Executor threads = task -> Thread.ofVirtual().start(task);
        var topic =
                CompletableFuture.runAsync(
                        () -> {
                            try (Admin admin = clients.admin()) {
                                RegistryTopic.ensure(admin, config.topic());
                            }
                        },
                        threads);
        var producer = CompletableFuture.supplyAsync(clients::producer, threads);
        var consumer = CompletableFuture.supplyAsync(clients::consumer, threads);
        try {
            topic.join();
            return new EventLog(config.topic(), consumer.join(), producer.join());
        } catch (RuntimeException e) {
            producer.thenAccept(p -> p.close());
            consumer.thenAccept(c -> c.close());
            throw e;
        }
    }

    private static RegistryStartException explained(RuntimeException failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof RegistryStartException told
                ? told
                : new RegistryStartException(
                        "The schema registry could not start: " + cause.getMessage(), cause);
    }
}
