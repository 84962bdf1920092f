package dev.aoi.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.broker.BrokerStartException;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.Abandoned;
import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.FolderLock;
import dev.aoi.standalone.folder.StackAddress;
import dev.aoi.standalone.log.KafkaClients;
import dev.aoi.standalone.topic.RetentionPlan;
import dev.aoi.standalone.topic.TopicSettings;
import dev.aoi.standalone.topic.TopicSetup;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

class StackIT {
    @TempDir Path temp;

    @Test
    void topicsAreMadeAsTheCatalogueSaysAndOnlyDifferencesAreAltered() throws Exception {
        RetentionPlan plan = RetentionPlan.within(RetentionPlan.DEFAULT_BYTES);
        try (LocalStack stack = start(new AoiFolder(temp), 0);
                Admin admin = KafkaClients.admin(stack.connection().bootstrap())) {
            Set<String> ours = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());
            var found = admin.describeTopics(ours).allTopicNames().get();
            assertThat(found.values())
                    .hasSameSizeAs(ours)
                    .allSatisfy(t -> assertThat(t.partitions()).hasSize(Topics.PARTITIONS));
            for (Topic topic : Topics.all()) {
                assertThat(settings(admin, topic))
                        .containsAllEntriesOf(TopicSettings.of(topic, plan));
            }
            assertThat(new TopicSetup(admin, plan).apply())
                    .isEqualTo(new TopicSetup.Outcome(List.of(), List.of()));
            TopicSetup.Outcome larger =
                    new TopicSetup(admin, RetentionPlan.within(1L << 30)).apply();
            assertThat(larger.created()).isEmpty();
            assertThat(larger.altered()).contains("aoi.probe.observations");
        }
    }

    @Test
    void aTopicWithOtherPartitionsIsNotTouched() throws Exception {
        AoiFolder folder = new AoiFolder(temp);
        try (LocalStack stack = start(folder, 0);
                Admin admin = KafkaClients.admin(stack.connection().bootstrap())) {
            admin.deleteTopics(List.of("aoi.env.incidents")).all().get();
            admin.createTopics(
                            List.of(
                                    new NewTopic(
                                            "aoi.env.incidents", Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> partitions(admin, "aoi.env.incidents") == 2);
            var setup = new TopicSetup(admin, RetentionPlan.within(1L << 30));
            assertThatThrownBy(setup::apply)
                    .hasMessage(
                            "Topic aoi.env.incidents has 2 partitions but every topic must have 6;"
                                    + " use another broker, or delete the topic and its facts.");
        }
    }

    @Test
    void aStackIsFoundWhileItIsUpAndGoneAfterwards() {
        AoiFolder folder = new AoiFolder(temp);
        try (LocalStack stack = start(folder, 0)) {
            assertThat(StackFinder.find(folder))
                    .isEqualTo(new StackFinder.Found.Up(StackAddress.read(folder).orElseThrow()));
            assertThat(StackAddress.read(folder).orElseThrow().bootstrap())
                    .isEqualTo(stack.connection().bootstrap());
        }
        assertThat(folder.stack()).doesNotExist();
        assertThat(StackFinder.find(folder))
                .isInstanceOfSatisfying(StackFinder.Found.Free.class, free -> free.lock().close());
    }

    @Test
    void theAddressOfAKilledStackIsNotBelieved() {
        AoiFolder folder = new AoiFolder(temp);
        folder.create();
        new StackAddress(
                        1,
                        "127.0.0.1:1",
                        "http://127.0.0.1:1",
                        "",
                        List.of("broker"),
                        "x",
                        java.time.Instant.EPOCH)
                .write(folder);
        assertThat(StackFinder.find(folder))
                .isInstanceOfSatisfying(StackFinder.Found.Free.class, free -> free.lock().close());
        assertThat(folder.stack()).doesNotExist();
    }

    @Test
    void aTakenPortIsOneSentenceAndLeavesNothingBehind() throws Exception {
        AoiFolder folder = new AoiFolder(temp);
        try (ServerSocket taken =
                new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(folder, taken.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        FolderLock.tryTake(folder.lock()).orElseThrow().close();
        assertThat(folder.stack()).doesNotExist();
    }

    @Test
    void aStartGivenUpOnCtrlCLeavesTheFolderFree() {
        AoiFolder folder = new AoiFolder(temp);
        folder.create();
        Interruption interruption = new Interruption();
        Session session =
                new Session(
                        System.out,
                        System.err,
                        Map.of(),
                        temp,
                        false,
                        interruption,
                        new Timings(System.nanoTime()));
        FolderLock lock = FolderLock.tryTake(folder.lock()).orElseThrow();
        CompletableFuture<LocalStack> start =
                CompletableFuture.supplyAsync(
                        () ->
                                LocalStack.start(
                                        StackPlan.everything(RetentionPlan.DEFAULT_BYTES, "test"),
                                        folder,
                                        lock,
                                        session));
        // The broker is at it.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> java.nio.file.Files.exists(folder.kafka()));
        interruption.request();
        assertThatThrownBy(start::join).hasCauseInstanceOf(Abandoned.class);
        assertThat(folder.stack()).doesNotExist();
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(
                        () ->
                                assertThat(StackFinder.find(folder))
                                        .isInstanceOfSatisfying(
                                                StackFinder.Found.Free.class,
                                                free -> free.lock().close()));
        start(folder, 0).close();
    }

    @Test
    void aFolderServesOneWorldHost() {
        AoiFolder folder = new AoiFolder(temp);
        folder.create();
        var secrets = new dev.aoi.standalone.secrets.RoleSecrets("a", "b", "c", "d");
        try (WorldHost host = WorldHost.start(folder, 0, secrets)) {
            assertThat(host.url()).startsWith("https://127.0.0.1:");
            assertThatThrownBy(() -> WorldHost.start(folder, 0, secrets))
                    .hasMessageStartingWith(
                            "The worlds in " + folder.worlds() + " are served by process ");
        }
        WorldHost.start(folder, 0, secrets).close();
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private static LocalStack start(AoiFolder folder, int port) {
        folder.create();
        return LocalStack.start(
                new StackPlan(
                        EnumSet.of(Component.BROKER, Component.REGISTRY),
                        port,
                        0,
                        0,
                        RetentionPlan.DEFAULT_BYTES,
                        "test"),
                folder,
                FolderLock.tryTake(folder.lock()).orElseThrow(),
                new Timings(System.nanoTime()),
                sentence -> {});
    }

    private static Map<String, String> settings(Admin admin, Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.entries().stream()
                .filter(e -> e.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
