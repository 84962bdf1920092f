package dev.aoi.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.broker.registry.Rest;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

class BrokerCrashIT {

    @TempDir Path dir;

    @Test
    void dataAndSchemaIdsSurviveKill9() throws Exception {
        byte[] fact = "fact".getBytes(StandardCharsets.UTF_8);
        String bootstrap;
        try (ChildJvm child = ChildJvm.start(dir)) {
            String[] addresses = child.await("ready").split(" ");
            bootstrap = addresses[0];
            Rest rest = new Rest(addresses[1]);
            Records.createTopic(bootstrap);
            Records.write(bootstrap, fact);
            assertThat(rest.register("a", Rest.record("A"))).isEqualTo("200 {\"id\":1}");
            assertThat(rest.register("b", Rest.record("B"))).isEqualTo("200 {\"id\":2}");
            child.kill();
        }
        try (ChildJvm child = ChildJvm.start(dir)) {
            String[] addresses = child.await("ready").split(" ");
            assertThat(addresses[0]).isEqualTo(bootstrap);
            assertThat(Records.readAll(bootstrap)).containsExactly(fact);
            Rest rest = new Rest(addresses[1]);
            assertThat(rest.register("b", Rest.record("B"))).isEqualTo("200 {\"id\":2}");
            assertThat(rest.register("c", Rest.record("A"))).isEqualTo("200 {\"id\":1}");
            assertThat(rest.register("c2", Rest.record("C"))).isEqualTo("200 {\"id\":3}");
            child.kill();
        }
    }

    @Test
    void aSecondProcessIsToldWhoHoldsTheFolder() throws Exception {
        try (ChildJvm owner = ChildJvm.start(dir)) {
            owner.await("ready");
            String sentence =
                    "Kafka's data folder "
                            + dir
                            + " is in use by process "
                            + owner.pid()
                            + "; stop that process or choose another folder.";
            try (ChildJvm second = ChildJvm.start(dir)) {
                assertThat(second.await("refused")).isEqualTo(sentence);
                assertThat(second.awaitExit()).isEqualTo(3);
            }
            assertThatThrownBy(() -> KafkaBroker.start(BrokerConfig.at(dir)))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessage(sentence);
        }
    }

    @Test
    void theOwnerLearnsWhyBeforeKafkaHaltsTheProcess() throws Exception {
        try (ChildJvm child = ChildJvm.start(dir)) {
            String bootstrap = child.await("ready").split(" ")[0];
            removeKafkasFiles();
            createTopicWhetherAnsweredOrNot(bootstrap);
            assertThat(child.await("fatal"))
                    .isEqualTo(
                            "Kafka cannot go on and ends this process with status 1: its data"
                                    + " folder "
                                    + dir.resolve("log")
                                    + " was removed or emptied.");
            assertThat(child.awaitExit()).isEqualTo(1);
        }
    }

    /** The controller may answer before the broker finds its folder gone, or be halted first. */
    private static void createTopicWhetherAnsweredOrNot(String bootstrap) throws Exception {
        try {
            Records.createTopic(bootstrap);
        } catch (ExecutionException halted) {
            assertThat(halted).hasCauseInstanceOf(KafkaException.class);
        }
    }

    private void removeKafkasFiles() throws Exception {
        try (Stream<Path> files = Files.walk(dir.resolve("log"))) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
