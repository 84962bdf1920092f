package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

final class TrainerTest {
    @TempDir Path output;

    private static GrpoOptions options(double rate, long steps, String loss) {
        return GrpoOptions.of(
                TrainingOptions.of(rate).withBatches(4, 1).withMaxSteps(steps), Tiny.loss(loss));
    }

    private List<SequencedMap<String, Double>> train(
            List<CompletionGroup> groups, GrpoOptions options, Precision precision) {
        List<SequencedMap<String, Double>> metrics = new ArrayList<>();
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(precision);
                LoraAdapter adapter = Tiny.fresh(model, 0)) {
            new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new GroupList(groups, 1),
                            options)
                    .train(TrainingRun.in(output).with((_, it) -> metrics.add(it)));
        }
        return metrics;
    }

    /** The model never wrote these, so a first-order step towards the good ones is all it needs. */
    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16"})
    void theLossOfABatchFallsWhenItIsTrainedOnAgain(Precision precision) {
        List<SequencedMap<String, Double>> metrics =
                train(
                        Tiny.groups(1, 4, 9),
                        new GrpoOptions(
                                TrainingOptions.of(5e-3)
                                        .withBatches(4, 1)
                                        .withMaxSteps(10)
                                        .withSchedule(LearningRate.CONSTANT, 0),
                                Tiny.loss(
                                        """
                                        {"loss_type": "grpo", "epsilon": 10}\
                                        """),
                                AdvantageRule.standard(),
                                Map.of(),
                                10,
                                false,
                                GrpoOptions.OldLogProbs.COMPUTED),
                        precision);

        assertThat(metrics.getFirst().get("loss")).isCloseTo(0, within(2e-2));
        assertThat(metrics.getLast().get("loss")).isLessThan(metrics.getFirst().get("loss") - 0.1);
    }

    @Test
    void metricsHaveTrlsNames() {
        List<SequencedMap<String, Double>> metrics =
                train(
                        Tiny.groups(2, 4, 9),
                        options(
                                1e-4,
                                2,
                                """
                                {"beta": 0.1}\
                                """),
                        Precision.FLOAT32);

        assertThat(metrics.getFirst().sequencedKeySet())
                .containsExactly(
                        "loss",
                        "grad_norm",
                        "learning_rate",
                        "num_tokens",
                        "completions/mean_length",
                        "completions/min_length",
                        "completions/max_length",
                        "completions/clipped_ratio",
                        "completions/mean_terminated_length",
                        "completions/min_terminated_length",
                        "completions/max_terminated_length",
                        "rewards/luck/mean",
                        "rewards/luck/std",
                        "reward",
                        "reward_std",
                        "frac_reward_zero_std",
                        "kl",
                        "entropy",
                        "clip_ratio/low_mean",
                        "clip_ratio/low_min",
                        "clip_ratio/high_mean",
                        "clip_ratio/high_max",
                        "clip_ratio/region_mean",
                        "epoch",
                        "step_time");
        assertThat(metrics.getLast().get("epoch")).isEqualTo(1);
    }

    @Test
    void truncatedCompletionsDoNotCountWhenTheyAreMasked() {
        SequencedMap<String, Double> luck = new LinkedHashMap<>(Map.of("luck", 1.0));
        SequencedMap<String, Double> none = new LinkedHashMap<>(Map.of("luck", 0.0));
        int[] ids = {5, 6, 7};
        List<CompletionGroup> groups =
                List.of(
                        new CompletionGroup(
                                new int[] {3, 4},
                                List.of(
                                        new ScoredCompletion(ids, luck, true, null, null),
                                        new ScoredCompletion(ids, none, true, null, null))));
        GrpoOptions plain =
                options(
                        1e-3,
                        1,
                        """
                        {"loss_type": "grpo"}\
                        """);
        GrpoOptions masked =
                new GrpoOptions(
                        TrainingOptions.of(1e-3).withBatches(2, 1).withMaxSteps(1),
                        plain.loss(),
                        plain.advantage(),
                        Map.of(),
                        1,
                        true,
                        plain.oldLogProbs());

        assertThat(train(groups, masked, Precision.FLOAT32).getFirst())
                .containsEntry("grad_norm", 0.0)
                .containsEntry("completions/clipped_ratio", 1.0);
    }

    @Test
    void recordedLogProbabilitiesAreWhatRatiosAreTakenTo() {
        SequencedMap<String, Double> luck = new LinkedHashMap<>(Map.of("luck", 1.0));
        SequencedMap<String, Double> none = new LinkedHashMap<>(Map.of("luck", 0.0));
        int[] ids = {5, 6, 7};
        float[] unlikely = {-20, -20, -20};
        List<CompletionGroup> groups =
                List.of(
                        new CompletionGroup(
                                new int[] {3, 4},
                                List.of(
                                        new ScoredCompletion(ids, luck, false, unlikely, null),
                                        new ScoredCompletion(ids, none, false, unlikely, null))));
        GrpoOptions options =
                GrpoOptions.of(
                        TrainingOptions.of(1e-3).withBatches(2, 1).withMaxSteps(1),
                        Tiny.loss(
                                """
                                {"loss_type": "grpo"}\
                                """));

        assertThat(train(groups, options, Precision.FLOAT32).getFirst())
                .containsEntry("clip_ratio/high_mean", 0.5)
                .containsEntry("clip_ratio/low_mean", 0.0);
    }

    @Test
    void aRoundMayLastSeveralStepsAndDoesNotLookAtARowTwice() {
        List<SequencedMap<String, Double>> metrics =
                train(
                        Tiny.groups(2, 4, 9),
                        new GrpoOptions(
                                TrainingOptions.of(1e-2).withBatches(2, 2).withMaxSteps(4),
                                Tiny.loss(
                                        """
                                        {"gradient_accumulation_steps": 2,
                                         "steps_per_generation": 4}\
                                        """),
                                AdvantageRule.standard(),
                                Map.of(),
                                1,
                                false,
                                GrpoOptions.OldLogProbs.RECORDED),
                        Precision.FLOAT32);

        assertThat(metrics.stream().map(it -> it.containsKey("reward")))
                .containsExactly(true, false, true, false);
        assertThat(metrics.get(1).get("num_tokens")).isEqualTo(metrics.get(0).get("num_tokens"));
        assertThat(metrics.get(2).get("num_tokens"))
                .isEqualTo(2 * metrics.get(0).get("num_tokens"));
        assertThat(metrics.get(0).get("loss")).isNotEqualTo(metrics.get(1).get("loss"));
    }

    @Test
    void trainingAllWeightsWithAKlTermNeedsAReference() {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                DecoderModel finer = Tiny.model(Precision.FLOAT64)) {
            WholeModelTrainee trainee = new WholeModelTrainee(model, Tiny.FOLDER);
            GroupList groups = new GroupList(Tiny.groups(2, 4, 9), 1);
            GrpoOptions options =
                    options(
                            1e-3,
                            1,
                            """
                            {"beta": 0.04}\
                            """);

            assertThatThrownBy(() -> new GrpoTrainer(trainee, groups, options))
                    .hasMessageContaining("beta is not 0")
                    .hasMessageContaining("golden/qwen3 again as reference");
            for (DecoderModel reference : List.of(model, finer)) {
                assertThatThrownBy(() -> new WholeModelTrainee(model, Tiny.FOLDER, reference))
                        .hasMessageContaining("a second model of the same folder and precision");
            }
        }
    }

    /** TRL: the reference of a training that goes on with an adapter is that adapter. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theReferenceMayHaveTheFirstAdapter(boolean with) {
        List<Double> kl = new ArrayList<>();
        GrpoOptions options =
                options(
                        1e-2,
                        2,
                        """
                        {"beta": 0.04}\
                        """);
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter = Tiny.adapter(model);
                LoraAdapter reference = Tiny.adapter(model)) {
            AdapterTrainee trainee =
                    new AdapterTrainee(model, adapter, "tiny", with ? reference : null);
            new GrpoTrainer(trainee, new GroupList(Tiny.groups(2, 4, 9), 1), options)
                    .train(TrainingRun.in(output).with((_, it) -> kl.add(it.get("kl"))));
            assertThatThrownBy(() -> new AdapterTrainee(model, adapter, "tiny", adapter))
                    .hasMessageContaining("must be a second adapter");
        }

        if (with) {
            assertThat(kl.getFirst()).isCloseTo(0, within(1e-12));
            assertThat(kl.getLast()).isGreaterThan(1e-6);
        } else {
            assertThat(kl.getFirst()).isGreaterThan(1e-4);
        }
    }

    @Test
    void tooFewGroupsForARoundAreRefused() {
        assertThatThrownBy(
                        () ->
                                train(
                                        Tiny.groups(1, 2, 9),
                                        options(
                                                1e-3,
                                                0,
                                                """
                                                {}\
                                                """),
                                        Precision.FLOAT32))
                .hasMessage(
                        "1 groups are less than the 2 of one round of 4 completions; lower"
                                + " per_device_train_batch_size or gradient_accumulation_steps");
    }
}
