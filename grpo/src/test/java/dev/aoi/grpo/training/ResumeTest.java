package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class ResumeTest {
    @TempDir Path folder;

    private static TrainingOptions options(int saveSteps, int limit) {
        return new TrainingOptions(
                AdamOptions.of(1e-2).withWeightDecay(0.01),
                LearningRate.COSINE,
                1,
                3,
                2,
                1,
                6,
                1,
                false,
                saveSteps,
                limit,
                5);
    }

    /** Two iterations of a round, so step 3 is within one; dropout, so passes matter. */
    private TrainingResult grpo(Path output, Stop stop, long stopAt, int saveSteps, int limit) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter = Tiny.fresh(model, 0.1)) {
            GrpoOptions options =
                    new GrpoOptions(
                            options(saveSteps, limit),
                            Tiny.loss(
                                    """
                                    {"beta": 0.04, "gradient_accumulation_steps": 2}\
                                    """),
                            AdvantageRule.standard(),
                            Map.of(),
                            2,
                            false,
                            GrpoOptions.OldLogProbs.RECORDED);
            TrainingRun run =
                    new TrainingRun(
                            output,
                            true,
                            MetricLog.NONE,
                            progress -> {
                                if (progress.step() == stopAt) {
                                    stop.request();
                                }
                            },
                            stop);
            return new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new GroupList(Tiny.groups(8, 3, 1), 5),
                            options)
                    .train(run);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aStoppedGrpoTrainingGoesOnAsIfItHadNotBeen(long stopAt) throws IOException {
        TrainingResult straight = grpo(folder.resolve("a"), new Stop(), -1, 0, 0);
        TrainingResult half = grpo(folder.resolve("b"), new Stop(), stopAt, 0, 0);
        TrainingResult rest = grpo(folder.resolve("b"), new Stop(), -1, 0, 0);

        assertThat(half.steps()).isEqualTo(stopAt);
        assertThat(half.early()).isTrue();
        assertThat(rest.steps()).isEqualTo(6);
        assertThat(rest.early()).isFalse();
        same(straight.checkpoint().orElseThrow(), rest.checkpoint().orElseThrow());
    }

    @Test
    void aStoppedSupervisedTrainingGoesOnAsIfItHadNotBeen() throws IOException {
        Path straight = supervised(folder.resolve("a"), -1);
        supervised(folder.resolve("b"), 3);
        Path rest = supervised(folder.resolve("b"), -1);

        assertThat(straight.getFileName()).hasToString("checkpoint-6");
        same(straight, rest);
    }

    private static Path supervised(Path output, long stopAt) {
        Stop stop = new Stop();
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32)) {
            TrainingRun run =
                    new TrainingRun(
                            output,
                            true,
                            MetricLog.NONE,
                            progress -> {
                                if (progress.step() == stopAt) {
                                    stop.request();
                                }
                            },
                            stop);
            return new SftTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER),
                            new ExampleList(Tiny.examples(20, 1), 5),
                            options(0, 0))
                    .train(run)
                    .checkpoint()
                    .orElseThrow();
        }
    }

    private static void same(Path left, Path right) throws IOException {
        try (Stream<Path> files = Files.list(left)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(4);
            for (Path file : all) {
                assertThat(right.resolve(file.getFileName()))
                        .as(file.getFileName().toString())
                        .hasSameBinaryContentAs(file);
            }
        }
        assertThat(right.toFile().list()).hasSameSizeAs(left.toFile().list());
    }

    @Test
    void onlyTheLastCheckpointsAreKept() {
        grpo(folder, new Stop(), -1, 1, 2);

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("checkpoint-5", "checkpoint-6");
    }

    @Test
    void anUnfinishedCheckpointIsNone() throws IOException {
        grpo(folder, new Stop(), 2, 0, 0);
        Files.createDirectories(folder.resolve(".checkpoint-4.unfinished"));

        assertThat(new Checkpoints(folder, 0).latest()).hasValue(folder.resolve("checkpoint-2"));
    }

    @Test
    void aCheckpointThatIsNotToBeResumedIsNotOverwritten() {
        grpo(folder, new Stop(), 2, 0, 0);
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32)) {
            SftTrainer trainer =
                    new SftTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER),
                            new ExampleList(Tiny.examples(20, 1), 5),
                            options(0, 0));
            TrainingRun run =
                    new TrainingRun(
                            folder, false, MetricLog.NONE, Progress.Listener.NONE, new Stop());

            assertThatThrownBy(() -> trainer.train(run))
                    .hasMessage(
                            "%s is there already; resume it, or name another output folder"
                                    .formatted(folder.resolve("checkpoint-2")));
        }
    }
}
