package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SIGTERM comes while a process does little but write checkpoints. */
final class TerminatedTrainingTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir private Path folder;

    private Process process(String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(ModelCommand.class.getName(), "train"));
        command.addAll(List.of("src/test/resources/golden/qwen3", "--threads", "1"));
        command.addAll(List.of("--data", folder.resolve("groups").toString()));
        command.addAll(List.of("--output", folder.resolve("out").toString()));
        command.addAll(List.of("--batch-size", "1", "--lora-r", "2", "--num-iterations", "3"));
        command.addAll(List.of("-o", "steps_per_generation=2", "--save-steps", "1"));
        command.addAll(List.of("--save-total-limit", "2", "--json"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("said").toFile()))
                .start();
    }

    @Test
    void theStepIsFinishedAndItsCheckpointToo() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("groups"),
                "{\"prompt_ids\":[5],\"completions\":[{\"ids\":[6,1],\"reward\":1},"
                        + "{\"ids\":[7,1],\"reward\":0}]}\n");
        Process process = process("--max-steps", "1000000");
        try {
            // Any of the fourth step or later: the two that are kept may be newer at every look.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> !process.isAlive() || newestCheckpoint() >= 4);
            process.destroy();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(said()).isTrue();
            assertThat(process.exitValue()).as(said()).isEqualTo(TERMINATED);
        } finally {
            process.destroyForcibly();
        }

        List<String> metrics = Files.readAllLines(folder.resolve("out/metrics.jsonl"));
        int done = JsonLines.JSON.readTree(metrics.getLast()).path("step").asInt();
        assertThat(done).isGreaterThanOrEqualTo(4);
        assertThat(checkpoints())
                .containsExactlyInAnyOrder("checkpoint-" + (done - 1), "checkpoint-" + done);
        assertThat(said()).contains("\"steps\":%d,\"early\":true".formatted(done));

        Process resumed = process("--max-steps", Integer.toString(done + 1));
        assertThat(resumed.waitFor(2, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(resumed.exitValue()).as(said()).isZero();
        assertThat(said()).contains("\"steps\":%d,\"early\":false".formatted(done + 1));
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private int newestCheckpoint() {
        return checkpoints().stream()
                .filter(name -> name.matches("checkpoint-\\d+"))
                .map(name -> name.substring(name.lastIndexOf('-') + 1))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private List<String> checkpoints() {
        String[] names =
                folder.resolve("out").toFile().list((_, name) -> name.contains("checkpoint"));
        return names == null ? List.of() : List.of(names);
    }
}
