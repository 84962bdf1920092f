package dev.aoi.grpo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Six completions of three prompts: one row beside the others, and each row alone. */
final class CompletionGroupsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int ROWS = 6;
    private static final int PROMPT = 7;
    private static final int COMPLETION = 5;
    private static final int[] PROMPT_OF = {0, 1, 0, 2, 1, 0};
    private static final int[] PADDING = {0, 3, 5};
    private static final int[] LENGTHS = {5, 2, 1, 5, 4, 3};

    @BeforeAll
    static void start() {
        Libtorch.start(1);
    }

    private record Batch(Tensor prompts, Tensor promptMask, Tensor completions, Tensor mask) {

        Batch row(int row) {
            return new Batch(
                    prompts.narrow(0, row, 1),
                    promptMask.narrow(0, row, 1),
                    completions.narrow(0, row, 1),
                    mask.narrow(0, row, 1));
        }

        TokenScores scores(DecoderModel model) {
            return TokenScores.of(
                    model, prompts, promptMask, completions, mask, 0.7, EntropyGradient.RECORDED);
        }

        CompletionGroups groups() {
            return CompletionGroups.of(prompts, promptMask, completions, mask);
        }
    }

    private static Batch batch() {
        CounterRandom random = new CounterRandom(11, 0);
        long[] prompts = new long[ROWS * PROMPT];
        long[] promptMask = new long[prompts.length];
        long[] completions = new long[ROWS * COMPLETION];
        long[] mask = new long[completions.length];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < PROMPT; i++) {
                int prompt = PROMPT_OF[row];
                prompts[row * PROMPT + i] = (long) (512 * random.at(prompt).uniform(i));
                promptMask[row * PROMPT + i] = i < PADDING[prompt] ? 0 : 1;
            }
            for (int i = 0; i < COMPLETION; i++) {
                completions[row * COMPLETION + i] = (long) (512 * random.at(9 + row).uniform(i));
                mask[row * COMPLETION + i] = i < LENGTHS[row] ? 1 : 0;
            }
        }
        return new Batch(
                TensorBytes.of(prompts, ROWS, PROMPT),
                TensorBytes.of(promptMask, ROWS, PROMPT),
                TensorBytes.of(completions, ROWS, COMPLETION),
                TensorBytes.of(mask, ROWS, COMPLETION));
    }

    /** Something that every score takes part in with a weight of its own. */
    private static Tensor loss(TokenScores scores, Tensor mask, int firstRow) {
        long count = scores.logProbs().numel();
        double[] weights = new double[(int) count];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.sin(1 + firstRow * COMPLETION + i);
        }
        Tensor weight = TensorBytes.of(weights, scores.logProbs().size(0), COMPLETION).mul(mask);
        return scores.logProbs()
                .mul(weight)
                .add(scores.entropies().mul(weight.mul(new Scalar(0.3))))
                .sum();
    }

    private static SequencedMap<String, double[]> gradients(SequencedMap<String, Tensor> all) {
        SequencedMap<String, double[]> gradients = new TreeMap<>();
        all.forEach(
                (name, parameter) -> {
                    gradients.put(name, TensorBytes.doubles(parameter.grad()));
                    parameter.mutable_grad().reset();
                });
        return gradients;
    }

    @ParameterizedTest
    @CsvSource({"qwen2,false", "qwen3,false", "llama,false", "qwen3,true"})
    void scoresAndGradientsAreThoseOfEachRowAlone(String family, boolean checkpointed) {
        try (Scope _ = Scope.open();
                GradientCheckpointing checkpointing = new GradientCheckpointing();
                DecoderModel model = DecoderModel.load(GOLDEN.resolve(family), Precision.FLOAT64);
                LoraAdapter adapter =
                        LoraAdapter.create(
                                LoraConfig.of(4, 8), model.config(), Precision.FLOAT64, 3)) {
            adapter.parameters().values().forEach(factor -> factor.add_(new Scalar(0.02)));
            adapter.attach(model);
            adapter.train(true);
            Batch batch = batch();
            assertThat(batch.groups().share()).isTrue();
            assertThat(batch.row(0).groups().share()).isFalse();

            double[] alone = new double[ROWS * COMPLETION];
            for (int row = 0; row < ROWS; row++) {
                Batch own = batch.row(row);
                TokenScores scores = own.scores(model);
                loss(scores, own.mask, row).backward();
                System.arraycopy(
                        TensorBytes.doubles(scores.logProbs()),
                        0,
                        alone,
                        row * COMPLETION,
                        COMPLETION);
            }
            SequencedMap<String, double[]> expected = gradients(adapter.parameters());

            if (checkpointed) {
                model.checkpoint(checkpointing);
            }
            TokenScores scores = batch.scores(model);
            loss(scores, batch.mask, 0).backward();
            checkpointing.backward();
            SequencedMap<String, double[]> together = gradients(adapter.parameters());

            double[] logProbs = TensorBytes.doubles(scores.logProbs());
            for (int row = 0; row < ROWS; row++) {
                for (int i = 0; i < LENGTHS[row]; i++) {
                    assertThat(logProbs[row * COMPLETION + i])
                            .isCloseTo(alone[row * COMPLETION + i], within(1e-12));
                }
            }
            assertThat(together.keySet()).isEqualTo(expected.keySet());
            together.forEach(
                    (name, gradient) ->
                            assertThat(gradient)
                                    .as(name)
                                    .usingComparatorWithPrecision(1e-11)
                                    .containsExactly(expected.get(name)));
        }
    }

    @Test
    void aPromptWhosePaddingDiffersIsAnother() {
        try (Scope _ = Scope.open()) {
            Tensor ids = TensorBytes.of(new long[] {0, 5, 0, 5}, 2, 2);
            Tensor completions = TensorBytes.of(new long[] {1, 2, 3, 4}, 2, 2);
            Tensor whole = TensorBytes.of(new long[] {1, 1, 1, 1}, 2, 2);
            Tensor padded = TensorBytes.of(new long[] {1, 1, 0, 1}, 2, 2);

            assertThat(CompletionGroups.of(ids, whole, completions, whole).share()).isTrue();
            assertThat(CompletionGroups.of(ids, padded, completions, whole).share()).isFalse();
        }
    }

    @Test
    void completionsOfOneTokenStandAlone() {
        try (Scope _ = Scope.open()) {
            Tensor ids = TensorBytes.of(new long[] {5, 5}, 2, 1);
            assertThat(CompletionGroups.of(ids, ids, ids, ids).share()).isFalse();
        }
    }
}
