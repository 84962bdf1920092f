package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

final class CheckpointsTest {
    @TempDir Path folder;

    private static final Consumer<Path> CONTENT = into -> file(into.resolve("weights"), "new");

    private static void file(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneThatCannotBeWrittenLeavesTheOthersAndNothingElse() {
        Checkpoints checkpoints = new Checkpoints(folder, 1);
        Path first = checkpoints.write(1, CONTENT);

        assertThatThrownBy(
                        () ->
                                checkpoints.write(
                                        2,
                                        into -> {
                                            file(into.resolve("weights"), "half");
                                            throw new UncheckedIOException(
                                                    new IOException("No space left on device"));
                                        }))
                .hasMessageContaining("No space left");

        assertThat(folder.toFile().list()).containsExactly("checkpoint-1");
        assertThat(checkpoints.latest()).hasValue(first);
        assertThat(first.resolve("weights")).hasContent("new");
    }

    @Test
    void whatAProcessLeftHalfDoneIsRemoved() throws IOException {
        for (String left : new String[] {".checkpoint-1.unfinished", ".checkpoint-2.removed"}) {
            Files.createDirectories(folder.resolve(left));
            file(folder.resolve(left).resolve("weights"), "half");
        }
        Files.createDirectories(folder.resolve("checkpoint-3"));

        new Checkpoints(folder, 2).write(4, CONTENT);

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("checkpoint-3", "checkpoint-4");
    }

    @Test
    void oneOfTheSameStepIsReplaced() {
        Checkpoints checkpoints = new Checkpoints(folder, 0);
        checkpoints.write(1, into -> file(into.resolve("old"), "old"));
        Path again = checkpoints.write(1, CONTENT);

        assertThat(again.toFile().list()).containsExactly("weights");
        assertThat(folder.toFile().list()).containsExactly("checkpoint-1");
    }

    @Test
    void onlyFoldersWithANumberCount() throws IOException {
        file(folder.resolve("checkpoint-9"), "no folder");
        Files.createDirectories(folder.resolve("checkpoint-99999999999999999999"));
        Files.createDirectories(folder.resolve("checkpoint-x"));
        Files.createDirectories(folder.resolve("checkpoint-10"));
        Files.createDirectories(folder.resolve("checkpoint-7"));

        assertThat(new Checkpoints(folder, 0).latest()).hasValue(folder.resolve("checkpoint-10"));
    }
}
