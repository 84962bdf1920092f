package dev.aoi.env.incident;

import static org.awaitility.Awaitility.await;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.log.LogClients;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.KafkaBroker;
import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.SchemaRegistry;
import dev.aoi.env.EnvApplication;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Broker, registry and cluster host, and services that are started on them. */
final class Stack implements AutoCloseable {
    final Host host;
    final KafkaBroker broker;
    final SchemaRegistry registry;
    final LogClients clients;
    final FactLog log;
    final FactReader reader;

    Stack(Path folder) throws Exception {
        broker = KafkaBroker.start(BrokerConfig.at(folder.resolve("kafka")));
        registry =
                SchemaRegistry.start(
                        new RegistryConfig(
                                broker.bootstrapServers(), 0, CompatibilityLevel.FULL_TRANSITIVE));
        clients = new LogClients(broker.bootstrapServers(), registry.url());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(
                            Topics.all().stream()
                                    .map(t -> new NewTopic(t.name(), Topics.PARTITIONS, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
        host = new Host(folder.resolve("worlds"));
        log = clients.log("test");
        reader = clients.facts("test-reader");
    }

    /** Starts the service as it is started in earnest. */
    ConfigurableApplicationContext service(String... more) {
        return new SpringApplicationBuilder(EnvApplication.class)
                .web(WebApplicationType.NONE)
                .run(settings(more));
    }

    /** Command line of a service on this stack. */
    String[] settings(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--aoi.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                                "--aoi.registry-url=" + registry.url(),
                                "--aoi.cluster-url=" + host.server.baseUri(),
                                "--aoi.cluster.ca=" + host.ca,
                                "--aoi.cluster.secret=" + host.settings().secret(),
                                "--aoi.cluster.admin-secret=" + host.settings().adminSecret()));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    void write(Topic topic, SpecificRecord event) {
        log.appendAll(List.of(new Outgoing(topic, event)));
    }

    /** Waits for the first record of a type in an incident. */
    <T> T next(String incident, Topic topic, Class<T> type, Predicate<T> wanted) {
        return await().atMost(Duration.ofSeconds(240))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () ->
                                reader.incident(incident, List.of(topic), Map.of()).stream()
                                        .map(Fact::event)
                                        .filter(type::isInstance)
                                        .map(type::cast)
                                        .filter(wanted)
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        log.close();
        host.close();
        registry.close();
        broker.close();
    }
}
