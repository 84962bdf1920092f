package dev.aoi.kube.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.CommandParser;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.command.Parsed;
import dev.aoi.kube.server.SmallApiServer;
import dev.aoi.kube.server.Store;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Prints objects that were recorded from a real cluster and compares with what the real kubectl
 * printed of them at that time, character by character.
 */
class GoldenPrintTest {

    static Stream<Arguments> recorded() {
        return Stream.of(
                        "01-healthy",
                        "02-wrong-target-port",
                        "03-replicas-zero",
                        "04-nonexistent-node-patch",
                        "06-crashloop",
                        "08b-missing-secret",
                        "11-unbound-pvc",
                        "16-init-container-failing")
                .flatMap(GoldenPrintTest::cases);
    }

    private static Stream<Arguments> cases(String state) {
        JsonNode recording = read(state);
        return StreamSupport.stream(recording.path("cases").spliterator(), false)
                .map(c -> Arguments.of(state, c.path("command").asString(), recording, c));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("recorded")
    void printsAsKubectlDid(String state, String command, JsonNode recording, JsonNode expected)
            throws IOException {
        Store store = new Store();
        recording.path("objects").forEach(store::put);
        try (SmallApiServer server = new SmallApiServer(store)) {
            server.at(Instant.parse(expected.path("now").asString()));
            CommandResult result = new CommandRunner(server.client()).run(parsed(command));
            assertThat(result.stdout()).isEqualTo(expected.path("stdout").asString());
            assertThat(result.stderr()).isEqualTo(expected.path("stderr").asString());
            assertThat(result.exitCode()).isEqualTo(expected.path("exit").asInt());
        }
    }

    static Stream<Arguments> tables() {
        return StreamSupport.stream(read("tables").spliterator(), false)
                .map(c -> Arguments.of(c.path("command").asString(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void printsTablesAsKubectlDid(String command, JsonNode expected) throws IOException {
        Store store = new Store();
        expected.path("tables")
                .propertyStream()
                .forEach(
                        t ->
                                store.fixed(
                                        t.getKey(),
                                        SmallApiServer.Answer.json(200, t.getValue().toString())));
        try (SmallApiServer server = new SmallApiServer(store)) {
            CommandResult result = new CommandRunner(server.client()).run(parsed(command));
            assertThat(result.stdout()).isEqualTo(expected.path("stdout").asString());
            assertThat(result.stderr()).isEmpty();
            assertThat(result.observed()).isNotEmpty();
            assertThat(server.asked())
                    .allMatch(
                            a ->
                                    a.accept()
                                            .startsWith(
                                                    "application/json;as=Table;v=v1;g=meta.k8s.io"));
        }
    }

    private static KubeCommand parsed(String command) {
        return ((Parsed.Understood) CommandParser.parse(command)).command();
    }

    private static JsonNode read(String name) {
        try (InputStream in =
                GoldenPrintTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return ApiSession.JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("no recording " + name, e);
        }
    }
}
