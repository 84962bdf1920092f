package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** What training_steps.py made with torch, transformers and trl. */
final class TrainingParityTest {
    private static final Path FOLDER = Path.of("src/test/resources/training");
    private static final JsonNode GIVEN = read();

    @TempDir Path output;

    private static JsonNode read() {
        try {
            return Tiny.JSON.readTree(Files.readString(FOLDER.resolve("steps.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingOptions options(
            LearningRate schedule, double warmup, boolean checkpoints) {
        TrainingOptions plain = TrainingOptions.of(1e-3);
        return new TrainingOptions(
                plain.adam().withWeightDecay(0.01),
                schedule,
                warmup,
                4,
                2,
                1,
                20,
                1,
                checkpoints,
                0,
                0,
                7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weightsAfterTwentyStepsOfGrpoAreThoseOfTrl(boolean checkpointing) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                LoraAdapter adapter = Tiny.adapter(model)) {
            List<SequencedMap<String, Double>> metrics = new ArrayList<>();

            new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new Rounds("grpo"),
                            grpo(checkpointing))
                    .train(TrainingRun.in(output).with((_, it) -> metrics.add(it)));

            double error = Tiny.worst(adapter.parameters(), FOLDER.resolve("grpo.safetensors"));
            assertThat(error).isLessThan(1e-6);
            same(metrics, GIVEN.path("grpo").path("metrics"), 1e-4);
        }
    }

    /** The loss is a small difference of large terms here: the bound is 2e-7 of those. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allWeightsAfterTwentyStepsOfGrpoAreThoseOfTrl(boolean checkpointing) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32);
                DecoderModel reference = Tiny.model(Precision.FLOAT32)) {
            List<SequencedMap<String, Double>> metrics = new ArrayList<>();
            new GrpoTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER, reference),
                            new Rounds("grpo_full"),
                            grpo(checkpointing))
                    .train(TrainingRun.in(output).with((_, it) -> metrics.add(it)));

            double error = Tiny.worst(model.weights(), FOLDER.resolve("grpo_full.safetensors"));
            assertThat(error).isLessThan(2e-6);
            assertThat(metrics.getLast().get("kl")).isGreaterThan(0.01);
            same(metrics, GIVEN.path("grpo_full").path("metrics"), 2e-4);
        }
    }

    private static GrpoOptions grpo(boolean checkpointing) {
        return new GrpoOptions(
                options(LearningRate.COSINE, 0.2, checkpointing),
                Tiny.loss(
                        """
                        {"loss_type": "grpo", "beta": 0.04, "gradient_accumulation_steps": 2}\
                        """),
                AdvantageRule.standard(),
                Map.of(),
                2,
                false,
                GrpoOptions.OldLogProbs.RECORDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weightsAfterTwentySupervisedStepsAreThoseOfTransformers(boolean checkpointing) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32)) {
            List<SequencedMap<String, Double>> metrics = new ArrayList<>();

            new SftTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER),
                            new Steps(),
                            options(LearningRate.LINEAR, 2, checkpointing))
                    .train(TrainingRun.in(output).with((_, it) -> metrics.add(it)));

            double error = Tiny.worst(model.weights(), FOLDER.resolve("supervised.safetensors"));
            assertThat(error).isLessThan(1e-6);
            same(metrics, GIVEN.path("supervised").path("metrics"), 1e-4);
        }
    }

    private static void same(
            List<SequencedMap<String, Double>> ours, JsonNode theirs, double bound) {
        assertThat(ours).hasSize(theirs.size());
        double worst = 0;
        for (int i = 0; i < ours.size(); i++) {
            for (Map.Entry<String, JsonNode> metric : theirs.get(i).properties()) {
                double expected = metric.getValue().asDouble();
                double error =
                        Math.abs(ours.get(i).get(metric.getKey()) - expected)
                                / Math.max(Math.abs(expected), 1e-3);
                worst = Math.max(worst, error);
            }
        }
        assertThat(worst).as("loss, grad_norm and learning_rate").isLessThan(bound);
    }

    @Test
    void learningRatesAreThoseOfTransformers() {
        double worst = 0;
        for (JsonNode line : GIVEN.path("schedules")) {
            LearningRate schedule = LearningRate.named(line.path("name").asString());
            JsonNode factors = line.path("factors");
            for (int step = 0; step < factors.size(); step++) {
                double ours =
                        schedule.factor(
                                step, line.path("warmup").asLong(), line.path("steps").asLong());
                worst = Math.max(worst, Math.abs(ours - factors.get(step).asDouble()));
            }
        }
        assertThat(worst).isLessThan(1e-15);
    }

    /** The rounds of the script. */
    private record Rounds(String run) implements GroupSource {
        @Override
        public List<CompletionGroup> take(long round, int completions) {
            List<CompletionGroup> groups = new ArrayList<>();
            for (JsonNode group : GIVEN.path(run).path("rounds").get((int) round)) {
                List<ScoredCompletion> scored = new ArrayList<>();
                for (int i = 0; i < group.path("completions").size(); i++) {
                    scored.add(
                            ScoredCompletion.of(
                                    Tiny.ints(group.path("completions").get(i)),
                                    new LinkedHashMap<>(
                                            Map.of(
                                                    "luck",
                                                    group.path("rewards").get(i).asDouble()))));
                }
                groups.add(new CompletionGroup(Tiny.ints(group.path("prompt")), scored));
            }
            return groups;
        }

        @Override
        public OptionalLong roundsPerEpoch(int completions) {
            return OptionalLong.empty();
        }
    }

    /** The examples of the script. */
    private static final class Steps implements ExampleSource {
        @Override
        public List<Example> take(long step, int examples) {
            List<Example> taken = new ArrayList<>();
            for (JsonNode example : GIVEN.path("supervised").path("steps").get((int) step)) {
                taken.add(
                        Example.of(
                                Tiny.ints(example.path("ids")),
                                example.path("prompt_length").asInt()));
            }
            return taken;
        }

        @Override
        public OptionalLong stepsPerEpoch(int examples) {
            return OptionalLong.empty();
        }
    }
}
