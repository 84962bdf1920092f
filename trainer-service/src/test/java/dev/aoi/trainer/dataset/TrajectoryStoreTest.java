package dev.aoi.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.observer.TrajectoryCompletion;
import dev.aoi.schemas.observer.TrajectoryMessage;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class TrajectoryStoreTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LOTS = 1 << 20;
    @TempDir Path folder;

    private static EventHeader header(String incident, String index) {
        return Headers.following(
                incident, "", index, Instant.EPOCH, new Headers.Source("observer", "t", "0"));
    }

    static Trajectory trajectory(String incident) {
        return Trajectory.newBuilder()
                .setHeader(header(incident, "trajectory"))
                .setOpened(
                        IncidentOpened.newBuilder()
                                .setHeader(header(incident, "opened"))
                                .setTaskType(TaskType.DETECTION)
                                .build())
                .setClosed(
                        IncidentClosed.newBuilder()
                                .setHeader(header(incident, "closed"))
                                .setReason(CloseReason.SUBMITTED)
                                .build())
                .setMessages(
                        List.of(
                                new TrajectoryMessage("m1", "system", "You lead"),
                                new TrajectoryMessage("m2", "user", "Turn 1 of 14")))
                .setCompletions(
                        List.of(
                                TrajectoryCompletion.newBuilder()
                                        .setRole("observer")
                                        .setPurpose("decision")
                                        .setTurn(1)
                                        .setMessages(List.of("m1", "m2"))
                                        .setAnswer("{\"next_step\":\"submit\"}")
                                        .setPolicy("llm")
                                        .setModel("m")
                                        .setTokenIds(List.of(1, 2))
                                        .setLogProbs(List.of(-0.5f, -1.0f))
                                        .build(),
                                TrajectoryCompletion.newBuilder().setFailure("time-out").build()))
                .setObservations(
                        List.of(
                                Observation.newBuilder()
                                        .setHeader(header(incident, "o"))
                                        .setCommand("kubectl get pods")
                                        .setOutput("NAME")
                                        .build()))
                .setEvaluation(
                        Evaluation.newBuilder()
                                .setHeader(header(incident, "e"))
                                .setProblemId("noop_detection_social_network-1")
                                .setStrictSuccess(true)
                                .build())
                .build();
    }

    @Test
    void keepsATrajectoryOnce() throws IOException {
        TrajectoryStore store = new TrajectoryStore(folder, LOTS);
        assertThat(store.keep(trajectory("a"))).isTrue();
        assertThat(store.keep(trajectory("a"))).isFalse();
        assertThat(store.keep(trajectory("b"))).isTrue();
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void exportsConversationalPromptsAndCompletions() throws IOException {
        TrajectoryStore store = new TrajectoryStore(folder.resolve("kept"), LOTS);
        store.keep(trajectory("a"));
        Path file = folder.resolve("out/completions.jsonl");
        assertThat(store.export(DataSet.COMPLETIONS, file)).isEqualTo(1);
        JsonNode line = JSON.readTree(Files.readString(file));
        assertThat(line.path("prompt"))
                .isEqualTo(
                        JSON.readTree(
                                "[{\"role\":\"system\",\"content\":\"You lead\"},"
                                        + "{\"role\":\"user\",\"content\":\"Turn 1 of 14\"}]"));
        assertThat(line.path("completion"))
                .isEqualTo(
                        JSON.readTree(
                                "[{\"role\":\"assistant\",\"content\":\"{\\\"next_step\\\":\\\"submit\\\"}\"}]"));
        assertThat(line.path("problem").asString()).isEqualTo("noop_detection_social_network-1");
        assertThat(line.path("strict_success").asBoolean()).isTrue();
        assertThat(line.path("completion_ids")).hasSize(2);
        assertThat(line.path("sampling_logprobs").get(1).asDouble()).isEqualTo(-1.0);
    }

    @Test
    void exportsEveryDataSet() throws IOException {
        TrajectoryStore store = new TrajectoryStore(folder.resolve("kept"), LOTS);
        store.keep(trajectory("a"));
        store.keep(trajectory("b"));
        for (DataSet set : DataSet.values()) {
            assertThat(store.export(set, folder.resolve(set.file()))).as(set.file()).isEqualTo(2);
        }
    }

    @Test
    void letsTheOldestGoWhenTheFolderIsFull() throws IOException {
        TrajectoryStore store = new TrajectoryStore(folder, 1);
        store.keep(trajectory("a"));
        store.keep(trajectory("b"));
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.keep(trajectory("b"))).isFalse();
    }

    @Test
    void whatACrashLeftAsideIsNotExported() throws IOException {
        TrajectoryStore store = new TrajectoryStore(folder, LOTS);
        Files.createDirectory(folder.resolve(".writing-1"));
        store.keep(trajectory("a"));
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void refusesAnIdThatIsNoEventId() {
        Trajectory odd =
                Trajectory.newBuilder(trajectory("a"))
                        .setHeader(
                                EventHeader.newBuilder(header("a", "x"))
                                        .setEventId("../../etc/passwd")
                                        .build())
                        .build();
        assertThatThrownBy(() -> new TrajectoryStore(folder, LOTS).keep(odd))
                .hasMessage("Trajectory id \"../../etc/passwd\" is not an event id");
    }
}
