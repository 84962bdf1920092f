package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ModelFolderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What must not spoil a training, and what must not go unnoticed. */
final class TrainingFailureTest {
    @TempDir Path folder;

    private static GrpoOptions options(int batch, int accumulated, int iterations, long steps) {
        return new GrpoOptions(
                TrainingOptions.of(1e-2).withBatches(batch, accumulated).withMaxSteps(steps),
                Tiny.loss("{\"gradient_accumulation_steps\": %d}".formatted(accumulated)),
                AdvantageRule.standard(),
                Map.of(),
                iterations,
                false,
                GrpoOptions.OldLogProbs.RECORDED);
    }

    private static double[] weights(LoraAdapter adapter) {
        return adapter.parameters().values().stream()
                .flatMapToDouble(weight -> DoubleStream.of(TensorBytes.doubles(weight)))
                .toArray();
    }

    private double[] trained(Path output, GroupSource source, GrpoOptions options, boolean stale) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter = Tiny.fresh(model, 0)) {
            AdapterTrainee trainee = new AdapterTrainee(model, adapter, "tiny");
            if (stale) {
                adapter.parameters().values().forEach(weight -> weight.sum().backward());
            }
            new GrpoTrainer(trainee, source, options).train(TrainingRun.in(output));
            return weights(adapter);
        }
    }

    @Test
    void gradientsOfWhateverWasBeforeDoNotCount() {
        GroupList groups = new GroupList(Tiny.groups(4, 4, 2), 1);
        GrpoOptions options = options(4, 1, 1, 2);

        assertThat(trained(folder.resolve("b"), groups, options, true))
                .isEqualTo(trained(folder.resolve("a"), groups, options, false));
    }

    private static CompletionGroup group(float recorded, int... ids) {
        float[] logProbs = {recorded, recorded, recorded};
        return new CompletionGroup(
                new int[] {3, 4},
                List.of(
                        new ScoredCompletion(ids, rewards(1), false, logProbs, null),
                        new ScoredCompletion(ids, rewards(0), false, logProbs, null)));
    }

    private static LinkedHashMap<String, Double> rewards(double luck) {
        return new LinkedHashMap<>(Map.of("luck", luck));
    }

    /** Its groups in their order, without end. */
    private record Sequence(CompletionGroup... groups) implements GroupSource {
        @Override
        public List<CompletionGroup> take(long round, int completions) {
            return round < groups.length ? List.of(groups[(int) round]) : List.of();
        }

        @Override
        public OptionalLong roundsPerEpoch(int completions) {
            return OptionalLong.empty();
        }
    }

    @Test
    void aStepThatWouldSpoilTheWeightsIsNotDone() {
        CompletionGroup good = group(-6, 5, 6, 7);
        CompletionGroup overflow = group(-100, 5, 6, 7);
        GrpoOptions options = options(2, 1, 1, 3);

        assertThatThrownBy(
                        () ->
                                trained(
                                        folder.resolve("a"),
                                        new Sequence(good, overflow, good),
                                        options,
                                        false))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageStartingWith("step 2 would spoil the weights");

        assertThat(folder.resolve("a").toFile().list()).containsExactly("checkpoint-1");
        double[] resumed =
                trained(folder.resolve("a"), new Sequence(good, good, good), options, false);
        double[] straight =
                trained(folder.resolve("b"), new Sequence(good, good, good), options, false);
        assertThat(resumed).isEqualTo(straight);
    }

    @Test
    void aTokenThatTheModelDoesNotKnowIsNamed() {
        GrpoOptions options = options(2, 1, 1, 1);

        assertThatThrownBy(
                        () -> trained(folder, new Sequence(group(-1, 5, 512, 7)), options, false))
                .hasMessageStartingWith(
                        "a completion of round 0 has token 512, but the model's vocabulary is 512");
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32)) {
            ExampleList examples =
                    new ExampleList(List.of(Example.of(new int[] {5, 6, 600}, 1)), 1);
            SftTrainer trainer =
                    new SftTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER),
                            examples,
                            TrainingOptions.of(1e-3).withMaxSteps(1));
            assertThatThrownBy(() -> trainer.train(TrainingRun.in(folder)))
                    .hasMessageStartingWith("an example of step 0 has token 600");
        }
    }

    @Test
    void goingOnWithinARoundThatIsCutOtherwiseIsRefused() {
        GroupList groups = new GroupList(Tiny.groups(4, 4, 2), 1);
        trained(folder.resolve("within"), groups, options(2, 2, 2, 1), false);
        trained(folder.resolve("between"), groups, options(2, 2, 2, 2), false);

        assertThatThrownBy(
                        () -> trained(folder.resolve("within"), groups, options(4, 1, 2, 4), false))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageContaining(
                        "checkpoint-1 has 2 micro-batches of its round, but step 1 goes on within"
                                + " one of 1");
        assertThatThrownBy(
                        () ->
                                trained(
                                        folder.resolve("between"),
                                        groups,
                                        options(2, 2, 4, 4),
                                        false))
                .isInstanceOf(ModelFolderException.class)
                .hasMessageContaining("checkpoint-2 has 0 micro-batches of its round");
    }

    @Test
    void goingOnWithAnAdapterOfAnotherShapeIsRefused() {
        GroupList groups = new GroupList(Tiny.groups(4, 4, 2), 1);
        trained(folder, groups, options(4, 1, 1, 1), false);

        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter =
                        LoraAdapter.create(
                                LoraConfig.of(4, 16), model.config(), Precision.FLOAT32, 3)) {
            GrpoTrainer trainer =
                    new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            groups,
                            options(4, 1, 1, 2));
            assertThatThrownBy(() -> trainer.train(TrainingRun.in(folder)))
                    .isInstanceOf(ModelFolderException.class)
                    .hasMessageContaining("checkpoint-1 holds an adapter of another shape");
        }
    }

    /** A checkpoint stores them, and another process compares. */
    @Test
    void optionsAreTheSameTextInEachProcess() {
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < 30; i++) {
            weights.put("reward%02d".formatted(i), 0.5);
        }
        GrpoOptions plain = GrpoOptions.standard();
        GrpoOptions options =
                new GrpoOptions(
                        plain.training(),
                        plain.loss(),
                        plain.advantage(),
                        Map.copyOf(weights),
                        1,
                        false,
                        plain.oldLogProbs());

        assertThat(options.rewardWeights().keySet()).containsExactlyElementsOf(weights.keySet());
    }

    @Test
    void whatAToolWroteNeedsNoLogProbability() {
        boolean[] written = {true, false, true};
        float[] logProbs = {-6, Float.NaN, -6};
        int[] ids = {5, 6, 7};
        CompletionGroup tool =
                new CompletionGroup(
                        new int[] {3, 4},
                        List.of(
                                new ScoredCompletion(ids, rewards(1), false, logProbs, written),
                                new ScoredCompletion(ids, rewards(0), false, logProbs, written)));

        double[] trained = trained(folder, new Sequence(tool, tool), options(2, 1, 1, 2), false);

        assertThat(trained).doesNotContain(Double.NaN);
        assertThatThrownBy(() -> new ScoredCompletion(ids, rewards(1), false, logProbs, null))
                .hasMessageStartingWith("log-probability 1 of a completion is NaN");
        assertThatThrownBy(() -> ScoredCompletion.of(ids, Map.of("luck", Double.POSITIVE_INFINITY)))
                .hasMessage("reward luck of a completion is Infinity");
    }
}
