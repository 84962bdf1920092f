package dev.aoi.cluster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class RecordingTest {
    @TempDir private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("05-some-state.txt"), text);
    }

    @Test
    void readsLinesOutputsExitCodesAndTimes() throws IOException {
        Path file =
                file(
                        """
                        $ kubectl get pods
                        NAME   READY
                        a      1/1

                        --- stderr
                        --- exit 0
                        --- at +2s

                        $ kubectl get foo
                        --- stderr
                        error: no
                        --- exit 1
                        --- at +14s

                        """);

        Recording recording = Recording.read(file);

        assertThat(recording)
                .isEqualTo(
                        new Recording(
                                "05-some-state",
                                java.util.List.of(
                                        new Block(
                                                "kubectl get pods",
                                                new Block.Output(
                                                        "NAME   READY\na      1/1\n\n", ""),
                                                0,
                                                Duration.ofSeconds(2)),
                                        new Block(
                                                "kubectl get foo",
                                                new Block.Output("", "error: no\n"),
                                                1,
                                                Duration.ofSeconds(14)))));
    }

    @Test
    void refusesABlockWithoutAnEnd() throws IOException {
        Path file = file("$ kubectl get pods\nNAME\n");

        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ":1 begins a block without a line \"--- stderr\"");
    }

    @Test
    void takesOnlyFilesWithBlocksForStates() throws IOException {
        Path state = file("$ true\n--- stderr\n--- exit 0\n--- at +0s\n");
        Path exchange =
                Files.writeString(folder.resolve("http.txt"), "$ kubectl get\n> GET /api\n");

        assertThat(Recording.is(state)).isTrue();
        assertThat(Recording.is(exchange)).isFalse();
    }
}
