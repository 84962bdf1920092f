package dev.aoi.grpo.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.decoding.VectorDecoder;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.TokenScores;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeneratorTest {
    private static final Path QWEN3 = Path.of("src/test/resources/golden/qwen3");
    private static final List<int[]> PROMPTS =
            List.of(new int[] {5, 6, 7, 8, 9}, new int[] {100, 101}, new int[] {30, 40, 50});

    private DecoderModel model;

    @BeforeAll
    void load() {
        Libtorch.start(1);
        model = DecoderModel.load(QWEN3, Precision.FLOAT32);
    }

    @AfterAll
    void close() {
        model.close();
    }

    private List<Completion> generate(List<int[]> prompts, int each, SamplingOptions options) {
        return new Generator(model).generate(prompts, each, options, TokenListener.SILENT);
    }

    @Test
    void recordedLogProbabilitiesAreThoseThatScoringGives() {
        SamplingOptions options = new SamplingOptions(1.2, 0.8, 40, 0.9, 0.01, 12, Set.of(), 21);

        for (Completion completion : generate(PROMPTS, 3, options)) {
            assertThat(scored(completion, 0.8))
                    .usingComparatorWithPrecision(2e-5f)
                    .containsExactly(completion.logProbs());
        }
    }

    private float[] scored(Completion completion, double temperature) {
        int[] prompt = PROMPTS.get(completion.prompt());
        try (Scope _ = Scope.open()) {
            Tensor ids = row(prompt);
            Tensor written = row(completion.ids());
            return TensorBytes.floats(
                    TokenScores.of(
                                    model,
                                    ids,
                                    torch.ones_like(ids),
                                    written,
                                    torch.ones_like(written),
                                    temperature,
                                    EntropyGradient.LEFT_OUT)
                            .logProbs());
        }
    }

    private static Tensor row(int[] ids) {
        return TensorBytes.of(Arrays.stream(ids).asLongStream().toArray(), 1, ids.length);
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherOneDoesNot() {
        List<int[]> first = ids(generate(PROMPTS, 2, SamplingOptions.sampled(1, 10, Set.of(), 4)));
        List<int[]> again = ids(generate(PROMPTS, 2, SamplingOptions.sampled(1, 10, Set.of(), 4)));
        List<int[]> other = ids(generate(PROMPTS, 2, SamplingOptions.sampled(1, 10, Set.of(), 5)));

        assertThat(again).usingRecursiveComparison().isEqualTo(first);
        assertThat(other.getFirst()).isNotEqualTo(first.getFirst());
        assertThat(first.get(0)).isNotEqualTo(first.get(1));
    }

    private static List<int[]> ids(List<Completion> completions) {
        return completions.stream().map(Completion::ids).toList();
    }

    @Test
    void aCompletionDoesNotDependOnThoseBesideIt() {
        SamplingOptions options = SamplingOptions.sampled(1, 10, Set.of(), 4);
        List<Completion> together = generate(PROMPTS, 3, options);
        List<Completion> alone = generate(PROMPTS.subList(0, 1), 1, options);

        assertThat(together.getFirst().ids()).isEqualTo(alone.getFirst().ids());
    }

    @Test
    void sequencesThatEndEarlyLeaveTheOthersAsTheyAre() {
        SamplingOptions whole = SamplingOptions.sampled(1, 30, Set.of(), 8);
        List<int[]> expected = ids(generate(PROMPTS, 4, whole));
        Set<Integer> stops =
                Set.of(
                        expected.get(0)[3],
                        expected.get(4)[5],
                        expected.get(5)[2],
                        expected.get(7)[8]);

        List<Completion> stopped = generate(PROMPTS, 4, SamplingOptions.sampled(1, 30, stops, 8));

        for (int i = 0; i < expected.size(); i++) {
            int[] all = expected.get(i);
            int end =
                    IntStream.range(0, all.length)
                            .filter(at -> stops.contains(all[at]))
                            .findFirst()
                            .orElse(all.length - 1);
            Completion completion = stopped.get(i);
            assertThat(completion.ids()).isEqualTo(Arrays.copyOf(all, end + 1));
            assertThat(completion.finish())
                    .isEqualTo(stops.contains(all[end]) ? FinishReason.STOP : FinishReason.LENGTH);
        }
        assertThat(stopped.getFirst().ids()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void libtorchWritesWhatVectorInstructionsWrite() {
        SamplingOptions whole = SamplingOptions.sampled(1, 24, Set.of(), 8);
        Set<Integer> stops = Set.of(ids(generate(PROMPTS, 4, whole)).get(5)[3]);
        SamplingOptions options = SamplingOptions.sampled(1, 24, stops, 8);
        assertThat(VectorDecoder.supports(model)).isTrue();

        try (DecoderModel exact = DecoderModel.load(QWEN3, Precision.FLOAT64)) {
            assertThat(VectorDecoder.supports(exact)).isFalse();
            List<Completion> completions =
                    new Generator(exact).generate(PROMPTS, 4, options, TokenListener.SILENT);

            assertThat(ids(completions))
                    .usingRecursiveComparison()
                    .isEqualTo(ids(generate(PROMPTS, 4, options)));
            for (Completion completion : completions) {
                assertThat(scored(completion, 1))
                        .usingComparatorWithPrecision(2e-5f)
                        .containsExactly(completion.logProbs());
            }
        }
    }

    @Test
    void aListenerHearsEveryTokenAndMayEndACompletion() {
        List<Completion> completions =
                new Generator(model)
                        .generate(
                                PROMPTS,
                                1,
                                SamplingOptions.greedy(20, Set.of()),
                                (prompt, number, token) -> prompt == 1);

        assertThat(completions.get(1).ids()).hasSize(1);
        assertThat(completions.get(1).finish()).isEqualTo(FinishReason.STOP);
        assertThat(completions.get(0).ids()).hasSize(20);
    }

    @Test
    void aPromptThatTheModelCannotReadIsRefused() {
        SamplingOptions options = SamplingOptions.greedy(1, Set.of());

        assertThatThrownBy(() -> generate(List.of(new int[] {1, 512}), 1, options))
                .hasMessage("token 512 of a prompt is not in the model's vocabulary of 512");
        assertThatThrownBy(() -> generate(List.of(new int[0]), 1, options))
                .hasMessage("a prompt has no tokens; give at least one");
        assertThat(generate(List.of(), 1, options)).isEmpty();
    }

    @Test
    void nativeMemoryStaysFlat() {
        SamplingOptions options = SamplingOptions.sampled(1, 16, Set.of(), 4);
        generate(PROMPTS, 4, options);
        long before = Pointer.totalBytes();
        for (int i = 0; i < 20; i++) {
            generate(PROMPTS, 4, options);
        }

        assertThat(Pointer.totalBytes()).isLessThan(before + 1024);
    }
}
