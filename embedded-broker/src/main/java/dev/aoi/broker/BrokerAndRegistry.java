package dev.aoi.broker;

import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.SchemaRegistry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A broker and the registry on it, started side by side: the registry loads its Kafka clients and
 * connects to the broker's bound socket while the broker is still coming up.
 */
public record BrokerAndRegistry(KafkaBroker broker, SchemaRegistry registry)
        implements AutoCloseable {

    /**
     * Starts both and returns when both answer; starts neither if one cannot.
     *
     * @param registryConfig the registry's settings, given the broker's {@code bootstrap.servers}
     * @throws BrokerStartException see {@link KafkaBroker#start}
     * @throws dev.aoi.broker.registry.RegistryStartException see {@link SchemaRegistry#start}
     */
    public static BrokerAndRegistry start(
            BrokerConfig brokerConfig, Function<String, RegistryConfig> registryConfig) {
        CompletableFuture<SchemaRegistry> registry = new CompletableFuture<>();
        KafkaBroker broker;
        try {
            broker =
                    KafkaBroker.start(
                            brokerConfig,
                            bootstrapServers ->
                                    startInto(registry, registryConfig.apply(bootstrapServers)));
        } catch (RuntimeException | Error e) {
            // The registry gives up by itself when its Kafka does not come; should it be up, end
            // it.
            registry.thenAccept(SchemaRegistry::close);
            throw e;
        }
        try {
            return new BrokerAndRegistry(broker, registry.join());
        } catch (CompletionException e) {
            broker.close();
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    /** The registry first, for it writes to the broker. */
    @Override
    public void close() {
        try (broker) {
            registry.close();
        }
    }

    private static void startInto(
            CompletableFuture<SchemaRegistry> registry, RegistryConfig config) {
        Thread.ofVirtual()
                .name("schema-registry-start")
                .start(
                        () ->
                                registry.completeAsync(
                                        () -> SchemaRegistry.start(config), Runnable::run));
    }
}
