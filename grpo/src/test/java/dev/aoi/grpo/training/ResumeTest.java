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

    /** Two iterations of a round, so step 3 is within one. */
    private static GrpoOptions iterated(int saveSteps, int limit) {
        return new GrpoOptions(
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
    }

    private static TrainingRun run(Path output, Stop stop, long stopAt) {
        return new TrainingRun(
                output,
                true,
                MetricLog.NONE,
                progress -> {
                    if (progress.step() == stopAt) {
                        stop.request();
                    }
                },
                stop);
    }

    /** With dropout, so passes matter. */
    private TrainingResult grpo(Path output, Stop stop, long stopAt, int saveSteps, int limit) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter = Tiny.fresh(model, 0.1)) {
            return new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new GroupList(Tiny.groups(8, 3, 1), 5),
                            iterated(saveSteps, limit))
                    .train(run(output, stop, stopAt));
        }
    }

    private TrainingResult whole(Path output, long stopAt) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                DecoderModel reference = Tiny.model(Precision.FLOAT32)) {
            return new GrpoTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER, reference),
                            new GroupList(Tiny.groups(8, 3, 1), 5),
                            iterated(0, 0))
                    .train(run(output, new Stop(), stopAt));
        }
    }

    /** The reference is the model of the beginning, not that of the checkpoint. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void aStoppedTrainingOfAllWeightsGoesOnAsIfItHadNotBeen(long stopAt) throws IOException {
        TrainingResult straight = whole(folder.resolve("a"), -1);
        TrainingResult half = whole(folder.resolve("b"), stopAt);
        TrainingResult rest = whole(folder.resolve("b"), -1);

        assertThat(half.steps()).isEqualTo(stopAt);
        assertThat(rest.steps()).isEqualTo(6);
        same(straight.checkpoint().orElseThrow(), rest.checkpoint().orElseThrow());
        try (Scope _ = Scope.open();
                DecoderModel model =
                        DecoderModel.load(rest.checkpoint().orElseThrow(), Precision.FLOAT32)) {
            assertThat(model.parameterCount()).isEqualTo(125_376);
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
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32)) {
            return new SftTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER),
                            new ExampleList(Tiny.examples(20, 1), 5),
                            options(0, 0))
                    .train(run(output, new Stop(), stopAt))
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
