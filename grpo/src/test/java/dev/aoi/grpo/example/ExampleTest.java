package dev.aoi.grpo.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.generation.Completion;
import dev.aoi.grpo.generation.Generator;
import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.generation.TokenListener;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.SequenceScorer;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.training.AdapterTrainee;
import dev.aoi.grpo.training.CompletionGroup;
import dev.aoi.grpo.training.GroupList;
import dev.aoi.grpo.training.GrpoOptions;
import dev.aoi.grpo.training.GrpoTrainer;
import dev.aoi.grpo.training.ScoredCompletion;
import dev.aoi.grpo.training.TrainingOptions;
import dev.aoi.grpo.training.TrainingResult;
import dev.aoi.grpo.training.TrainingRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The example of docs/grpo.md: what is shown there is what runs here. */
final class ExampleTest {
    private static final Path PAGE = Path.of("../docs/grpo.md");
    private static final Path SOURCE =
            Path.of("src/test/java/dev/aoi/grpo/example/ExampleTest.java");

    @TempDir private Path output;

    @Test
    void theExampleMakesBetterCompletionsMoreProbable() {
        Path folder = Path.of("src/test/resources/golden/qwen3");
        double[] preferences = run(folder, output);

        assertThat(preferences[1]).isGreaterThan(preferences[0] + 0.5);
    }

    @Test
    void thePageShowsTheExample() throws IOException {
        String source = Files.readString(SOURCE);
        int begin = source.lastIndexOf("// [example]\n") + "// [example]\n".length();
        int end = source.lastIndexOf("\n            // [end]");
        String example = source.substring(begin, end).stripIndent();

        assertThat(Files.readString(PAGE)).contains(example);
        assertThat(example.lines()).hasSizeLessThanOrEqualTo(20);
    }

    private static double[] run(Path folder, Path output) {
        // [example]
        Libtorch.start(1);
        try (var model = DecoderModel.load(folder, Precision.FLOAT32);
                var adapter =
                        LoraAdapter.create(
                                LoraConfig.of(8, 32), model.config(), Precision.FLOAT32, 1)) {
            var sampling = SamplingOptions.sampled(1.0, 8, Set.of(), 1);
            List<int[]> prompts = List.of(new int[] {5, 6, 7}, new int[] {8, 9});
            var written =
                    new Generator(model).generate(prompts, 16, sampling, TokenListener.SILENT);
            var groups = List.of(group(prompts, written, 0), group(prompts, written, 1));
            var options =
                    GrpoOptions.of(
                            TrainingOptions.of(1e-2).withBatches(32, 1).withMaxSteps(10),
                            LossJson.options(
                                    new JsonMapper().readTree("{\"loss_type\":\"dapo\"}")));
            var trainee = new AdapterTrainee(model, adapter, folder.toString());
            TrainingResult result =
                    new GrpoTrainer(trainee, new GroupList(groups, 1), options)
                            .train(TrainingRun.in(output)); // PEFT adapter in result.checkpoint()
            // [end]
            assertThat(result.checkpoint()).contains(output.resolve("checkpoint-10"));
            double trained = preference(model, prompts, written);
            adapter.detach(model);
            return new double[] {preference(model, prompts, written), trained};
        }
    }

    /** How much more probable the better half of the completions is than the rest, per token. */
    private static double preference(
            DecoderModel model, List<int[]> prompts, List<Completion> written) {
        List<Completion> ranked =
                written.stream().sorted(Comparator.comparing(it -> -even(it.ids()))).toList();
        int half = ranked.size() / 2;
        return mean(model, prompts, ranked.subList(0, half))
                - mean(model, prompts, ranked.subList(half, ranked.size()));
    }

    private static double mean(
            DecoderModel model, List<int[]> prompts, List<Completion> completions) {
        List<SequenceScorer.Request> requests =
                completions.stream()
                        .map(
                                it -> {
                                    int[] prompt = prompts.get(it.prompt());
                                    int[] ids =
                                            IntStream.concat(
                                                            Arrays.stream(prompt),
                                                            Arrays.stream(it.ids()))
                                                    .toArray();
                                    return new SequenceScorer.Request(ids, prompt.length);
                                })
                        .toList();
        return new SequenceScorer(model, 1)
                .score(requests).stream()
                        .flatMapToDouble(
                                it ->
                                        IntStream.range(0, it.logProbs().length)
                                                .mapToDouble(i -> it.logProbs()[i]))
                        .average()
                        .orElseThrow();
    }

    private static CompletionGroup group(
            List<int[]> prompts, List<Completion> written, int prompt) {
        return new CompletionGroup(
                prompts.get(prompt),
                written.stream()
                        .filter(it -> it.prompt() == prompt)
                        .map(it -> ScoredCompletion.of(it.ids(), Map.of("even", even(it.ids()))))
                        .toList());
    }

    private static double even(int[] ids) {
        return Arrays.stream(ids).filter(id -> id % 2 == 0).count() / (double) ids.length;
    }
}
