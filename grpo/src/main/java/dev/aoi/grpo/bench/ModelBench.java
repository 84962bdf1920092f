package dev.aoi.grpo.bench;

import dev.aoi.grpo.generation.Generator;
import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.generation.TokenListener;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.loss.PolicyObjective;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.TokenScores;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The figures of {@code aoi model bench}:
 *
 * <ol>
 *   <li>completions of one shared prompt, sampled, all of full length;
 *   <li>one completion alone, greedy;
 *   <li>scoring them without gradients, and with forward and backward pass of an adapter (rank 16
 *       on all projections) in a GRPO loss with beta 0.04, the reference included.
 * </ol>
 *
 * <p>Figures of one run are to be compared with each other, not with another machine's.
 */
public final class ModelBench {
    private static final int PEAK_SIZE = 1024;
    private static final int RANK = 16;

    private final DecoderModel model;
    private final BenchOptions options;
    private final Consumer<Figure> told;
    private final int[] prompt;
    private double peak;

    /**
     * @param told each figure as soon as it is there
     */
    public ModelBench(DecoderModel model, BenchOptions options, Consumer<Figure> told) {
        this.model = model;
        this.options = options;
        this.told = told;
        this.prompt = tokens(options.promptTokens(), 0);
    }

    private int[] tokens(int count, long stream) {
        CounterRandom random = new CounterRandom(3, stream);
        int vocabulary = model.config().vocabularySize();
        return IntStream.range(0, count).map(i -> (int) (random.uniform(i) * vocabulary)).toArray();
    }

    /** Measures everything. */
    public void run() {
        peak = peak();
        int written = options.batch() * options.newTokens();
        int seen = options.batch() * (options.promptTokens() + options.newTokens());
        // The prompt is one: it passes once for all completions.
        int passed = options.promptTokens() + written;
        tell("generate", written, passed, () -> generate(options.batch(), 1));
        tell(
                "generate, batch 1, greedy",
                options.newTokens(),
                options.promptTokens() + options.newTokens(),
                () -> generate(1, 0));
        tell("score", seen, passed, this::score);
        try (LoraAdapter adapter =
                LoraAdapter.create(
                        LoraConfig.of(RANK, 2 * RANK), model.config(), Precision.FLOAT32, 1)) {
            // Forward of policy and reference, and the gradients of activations: three passes.
            tell("GRPO step, LoRA", seen, 3L * passed, () -> step(adapter));
            adapter.detach(model);
        }
    }

    /** Floating-point operations per second of a large product. */
    private double peak() {
        try (Scope _ = Scope.open()) {
            Tensor square = torch.randn(PEAK_SIZE, PEAK_SIZE);
            double seconds = median(() -> square.mm(square).close());
            return 2.0 * PEAK_SIZE * PEAK_SIZE * PEAK_SIZE / seconds;
        }
    }

    /**
     * @param tokens that are told by the second
     * @param passed tokens times passes, for the share of the peak
     */
    private void tell(String name, long tokens, long passed, Runnable action) {
        double seconds = median(action);
        double operations = 2.0 * model.parameterCount() * passed;
        told.accept(new Figure(name, seconds, tokens / seconds, operations / seconds / peak));
    }

    /** Once for warming up, then as often as asked. */
    private double median(Runnable action) {
        action.run();
        double[] seconds = new double[options.rounds()];
        for (int i = 0; i < seconds.length; i++) {
            long began = System.nanoTime();
            action.run();
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private void generate(int completions, double temperature) {
        SamplingOptions how =
                SamplingOptions.sampled(temperature, options.newTokens(), Set.of(), 1);
        new Generator(model).generate(List.of(prompt), completions, how, TokenListener.SILENT);
    }

    private void score() {
        try (Scope _ = Scope.open()) {
            Gradients.off(() -> scores(batch()));
        }
    }

    private TokenScores scores(LossBatch batch) {
        return TokenScores.of(
                model,
                batch.promptIds(),
                batch.promptMask(),
                batch.completionIds(),
                batch.completionMask(),
                1,
                EntropyGradient.LEFT_OUT);
    }

    private void step(LoraAdapter adapter) {
        try (Scope _ = Scope.open()) {
            LossBatch batch = batch();
            adapter.detach(model);
            Tensor reference = Gradients.off(() -> scores(batch).logProbs());
            adapter.attach(model);
            adapter.train(true);
            LossBatch whole =
                    new LossBatch(
                            batch.promptIds(),
                            batch.promptMask(),
                            batch.completionIds(),
                            batch.completionMask(),
                            batch.advantages(),
                            null,
                            reference,
                            null,
                            null,
                            batch.items());
            PolicyObjective objective =
                    new PolicyObjective(
                            LossJson.options(
                                    new JsonMapper()
                                            .createObjectNode()
                                            .put("loss_type", "grpo")
                                            .put("beta", 0.04)));
            objective.of(model, whole).loss().backward();
        }
    }

    private LossBatch batch() {
        int rows = options.batch();
        long[] prompts = new long[rows * prompt.length];
        for (int i = 0; i < prompts.length; i++) {
            prompts[i] = prompt[i % prompt.length];
        }
        long[] completions =
                Arrays.stream(tokens(rows * options.newTokens(), 1)).asLongStream().toArray();
        Tensor promptIds = TensorBytes.of(prompts, rows, prompt.length);
        Tensor completionIds = TensorBytes.of(completions, rows, options.newTokens());
        float[] advantages = new float[rows];
        for (int row = 0; row < rows; row++) {
            advantages[row] = row % 2 == 0 ? 1 : -1;
        }
        return new LossBatch(
                promptIds,
                torch.ones_like(promptIds),
                completionIds,
                torch.ones_like(completionIds),
                TensorBytes.of(advantages, rows),
                null,
                null,
                null,
                null,
                completions.length);
    }
}
