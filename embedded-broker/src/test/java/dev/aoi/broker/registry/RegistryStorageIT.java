package dev.aoi.broker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.KafkaBroker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the registry keeps in Kafka, alone and beside another one. */
class RegistryStorageIT {

    @TempDir static Path dir;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(BrokerConfig.at(dir));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everythingIsTheSameAfterARestart() {
        RegistryConfig config = on("restart");
        String before;
        try (SchemaRegistry registry = SchemaRegistry.start(config)) {
            Rest rest = new Rest(registry.url());
            rest.register("s", Rest.record("A"));
            rest.register("s", Rest.record("A", "{\"name\":\"f\",\"type\":\"int\",\"default\":1}"));
            rest.register("t", Rest.record("B"));
            rest.register("u", Rest.record("C"));
            rest.put("/config/s", "{\"compatibility\":\"FULL\"}");
            rest.put("/config", "{\"compatibility\":\"BACKWARD\"}");
            rest.delete("/subjects/t");
            rest.delete("/subjects/u");
            rest.delete("/subjects/u?permanent=true");
            before = everything(rest);
        }
        try (SchemaRegistry registry = SchemaRegistry.start(config)) {
            Rest rest = new Rest(registry.url());
            assertThat(everything(rest)).isEqualTo(before);
            // The id of what was deleted for good is not given again.
            assertThat(rest.register("v", Rest.record("D"))).isEqualTo("200 {\"id\":5}");
        }
    }

    @Test
    void twoRegistriesOnOneTopicAgreeOnEveryId() throws Exception {
        RegistryConfig config = on("two");
        try (SchemaRegistry one = SchemaRegistry.start(config);
                SchemaRegistry two = SchemaRegistry.start(config);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Rest> clients = List.of(new Rest(one.url()), new Rest(two.url()));
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Rest rest = clients.get(i % 2);
                // Each schema is registered on both sides, under different subjects.
                String schema = Rest.record("R" + i / 2);
                String subject = "s" + i;
                work.add(() -> schema + " " + rest.register(subject, schema));
            }
            Map<String, String> idBySchema = new HashMap<>();
            for (Future<String> each : threads.invokeAll(work)) {
                String[] schemaAndAnswer = each.get().split(" ", 2);
                assertThat(schemaAndAnswer[1]).startsWith("200 {\"id\":");
                String other = idBySchema.put(schemaAndAnswer[0], schemaAndAnswer[1]);
                assertThat(schemaAndAnswer[1])
                        .isEqualTo(other == null ? schemaAndAnswer[1] : other);
            }
            assertThat(idBySchema.values()).doesNotHaveDuplicates().hasSize(20);
            assertThat(everything(clients.get(0))).isEqualTo(everything(clients.get(1)));
            assertThat(clients.get(0).get("/schemas/ids/1?fetchMaxId=true"))
                    .startsWith("200 {\"maxId\":20,");
        }
    }

    @Test
    void whatOneRegistersTheOtherServesAtOnce() {
        RegistryConfig config = on("serve");
        try (SchemaRegistry one = SchemaRegistry.start(config);
                SchemaRegistry two = SchemaRegistry.start(config)) {
            new Rest(one.url()).register("s", Rest.record("A"));
            assertThat(new Rest(two.url()).get("/schemas/ids/1"))
                    .isEqualTo("200 " + Rest.schemaBody(Rest.record("A")));
        }
    }

    @Test
    void refusesATopicThatForgetsOrIsSplit() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("split", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
        }
        int port = freePort();
        RegistryConfig config =
                new RegistryConfig(
                        broker.bootstrapServers(),
                        "127.0.0.1",
                        port,
                        CompatibilityLevel.FULL,
                        "split");
        assertThatThrownBy(() -> SchemaRegistry.start(config))
                .isInstanceOf(RegistryStartException.class)
                .hasMessage(
                        "The registry's topic split must have 1 partition and"
                                + " cleanup.policy=compact but has 2 and delete; choose another"
                                + " topic or make it anew.");
        // A failed start gives its port back.
        new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")).close();
    }

    @Test
    void refusesATopicOfSomeoneElse() throws Exception {
        try (Admin admin = admin()) {
            RegistryTopic.ensure(admin, "foreign");
        }
        try (var producer = new KafkaClients(broker.bootstrapServers()).producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    "foreign",
                                    "{\"keytype\":\"NOOP\",\"magic\":0}".getBytes(),
                                    "{}".getBytes()))
                    .get();
        }
        assertThatThrownBy(() -> SchemaRegistry.start(on("foreign")))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining(
                        "The record at offset 0 of the registry's topic is not this registry's (")
                .hasMessageEndingWith("); give the registry a topic of its own.");
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            RegistryConfig config =
                    new RegistryConfig(
                            broker.bootstrapServers(),
                            other.getLocalPort(),
                            CompatibilityLevel.FULL);
            assertThatThrownBy(() -> SchemaRegistry.start(config))
                    .isInstanceOf(RegistryStartException.class)
                    .hasMessage(
                            "The schema registry cannot listen on 127.0.0.1:"
                                    + other.getLocalPort()
                                    + " (Address already in use); stop what uses that port or"
                                    + " choose another one.");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static RegistryConfig on(String topic) {
        return new RegistryConfig(
                broker.bootstrapServers(),
                "127.0.0.1",
                0,
                CompatibilityLevel.FULL_TRANSITIVE,
                topic);
    }

    private static Admin admin() {
        return new KafkaClients(broker.bootstrapServers()).admin();
    }

    private static String everything(Rest rest) {
        return rest.get("/schemas?deleted=true")
                + rest.get("/subjects")
                + rest.get("/config")
                + rest.get("/config/s?defaultToGlobal=true");
    }
}
