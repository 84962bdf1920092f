package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that trains is killed without a chance to write anything. */
final class KilledTrainingTest {
    private static final long STEPS = 12;
    private static final long HELD_AT = 7;

    @TempDir Path folder;

    /**
     * The process: trains as the test does, saves each second step, and hangs in step 7.
     *
     * @param arguments the output folder
     */
    public static void main(String[] arguments) {
        train(
                Path.of(arguments[0]),
                progress -> {
                    while (progress.step() == HELD_AT) {
                        Thread.onSpinWait();
                    }
                });
    }

    private static TrainingResult train(Path output, Progress.Listener listener) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter = Tiny.fresh(model, 0.1)) {
            TrainingOptions training =
                    new TrainingOptions(
                            AdamOptions.of(1e-2),
                            LearningRate.LINEAR,
                            0,
                            4,
                            1,
                            1,
                            STEPS,
                            1,
                            true,
                            2,
                            0,
                            9);
            return new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new GroupList(Tiny.groups(5, 4, 2), 9),
                            GrpoOptions.of(training, Tiny.loss("{}")))
                    .train(new TrainingRun(output, true, MetricLog.NONE, listener, new Stop()));
        }
    }

    @Test
    void reachesTheSameWeightsFromItsLastCheckpoint() throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledTrainingTest.class.getName(),
                                killed.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(folder.resolve("output").toFile()))
                        .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () ->
                                    Files.isDirectory(killed.resolve("checkpoint-6"))
                                            || !process.isAlive());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(killed.resolve("checkpoint-6")).isDirectory();
        assertThat(killed.resolve("checkpoint-8")).doesNotExist();

        TrainingResult resumed = train(killed, Progress.Listener.NONE);
        TrainingResult straight = train(folder.resolve("straight"), Progress.Listener.NONE);

        assertThat(resumed.steps()).isEqualTo(STEPS);
        assertThat(weights(resumed)).hasSameBinaryContentAs(weights(straight));
    }

    private static Path weights(TrainingResult result) {
        return result.checkpoint().orElseThrow().resolve("adapter_model.safetensors");
    }
}
