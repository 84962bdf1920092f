package dev.aoi.grpo.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.KeyValueCache;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
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
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

final class VectorDecoderTest {
    private static final int VOCABULARY = 512;
    private static final List<int[]> PROMPTS =
            List.of(tokens(1, 37), new int[] {100}, tokens(2, 9), tokens(3, 16));

    @BeforeAll
    static void start() {
        Libtorch.start(1);
    }

    private static int[] tokens(long stream, int count) {
        CounterRandom random = new CounterRandom(9, stream);
        return IntStream.range(0, count).map(i -> (int) (random.uniform(i) * VOCABULARY)).toArray();
    }

    private static DecoderModel model(String family, Precision precision) {
        return DecoderModel.load(Path.of("src/test/resources/golden", family), precision);
    }

    /** The prompts' keys and values, padded on the left. */
    private static VectorDecoder decoder(
            DecoderModel model, List<int[]> prompts, int each, int threads) {
        int width = prompts.stream().mapToInt(p -> p.length).max().orElseThrow();
        long[] ids = new long[prompts.size() * width];
        long[] present = new long[ids.length];
        long[] positions = new long[ids.length];
        for (int row = 0; row < prompts.size(); row++) {
            int[] prompt = prompts.get(row);
            for (int i = 0; i < prompt.length; i++) {
                int place = row * width + width - prompt.length + i;
                ids[place] = prompt[i];
                present[place] = 1;
                positions[place] = i;
            }
        }
        long rows = prompts.size();
        try (Scope _ = Scope.open();
                KeyValueCache cache =
                        new KeyValueCache(model.config(), model.precision(), rows, width)) {
            Gradients.off(
                    () ->
                            model.hidden(
                                    TensorBytes.of(ids, rows, width),
                                    TensorBytes.of(positions, rows, width),
                                    Attendance.padded(TensorBytes.of(present, rows, width), width),
                                    cache));
            int[] lengths = prompts.stream().mapToInt(p -> p.length).toArray();
            return new VectorDecoder(model, cache, lengths, each, 80, threads);
        }
    }

    private static double[] expected(DecoderModel model, int[] prompt, List<Integer> written) {
        long[] ids =
                IntStream.concat(
                                Arrays.stream(prompt), written.stream().mapToInt(Integer::intValue))
                        .asLongStream()
                        .toArray();
        try (Scope _ = Scope.open()) {
            Tensor logits = model.predict(TensorBytes.of(ids, 1, ids.length), Attendance.whole());
            return TensorBytes.doubles(logits.narrow(1, ids.length - 1, 1));
        }
    }

    private static float[] row(MemorySegment logits, int row) {
        return logits.asSlice((long) row * VOCABULARY * Float.BYTES, VOCABULARY * Float.BYTES)
                .toArray(ValueLayout.JAVA_FLOAT);
    }

    private static double error(float[] actual, double[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(difference / norm);
    }

    /** Rows of different prompts, some of which end on the way. */
    @ParameterizedTest
    @CsvSource({"llama,1,3", "qwen2,1,3", "qwen3,1,3", "qwen3,3,3", "qwen2,2,1", "llama,3,5"})
    void logitsAreTheModels(String family, int threads, int each) {
        try (DecoderModel model = model(family, Precision.FLOAT32);
                DecoderModel exact = model(family, Precision.FLOAT64);
                VectorDecoder decoder = decoder(model, PROMPTS, each, threads)) {
            assertThat(VectorDecoder.supports(model)).isTrue();
            List<List<Integer>> written = new ArrayList<>();
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < PROMPTS.size() * each; row++) {
                written.add(new ArrayList<>());
                rows.add(row);
            }
            for (int step = 0; step < 75; step++) {
                if (step == 12 || step == 40 || step == 66) {
                    List<Integer> kept =
                            IntStream.range(0, rows.size())
                                    .filter(i -> i % 3 != 1)
                                    .boxed()
                                    .toList();
                    decoder.keep(kept);
                    rows = kept.stream().map(rows::get).toList();
                }
                int[] tokens = tokens(100 + step, rows.size());
                for (int i = 0; i < tokens.length; i++) {
                    written.get(rows.get(i)).add(tokens[i]);
                }
                MemorySegment logits = decoder.next(tokens);
                int checked = step % rows.size();
                int sequence = rows.get(checked);
                assertThat(
                                error(
                                        row(logits, checked),
                                        expected(
                                                exact,
                                                PROMPTS.get(sequence / each),
                                                written.get(sequence))))
                        .as("step %d, sequence %d", step, sequence)
                        .isLessThan(1e-5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void aRowHasTheSameBitsHoweverManyStandBesideIt(String family) {
        try (DecoderModel model = model(family, Precision.FLOAT32);
                VectorDecoder alone = decoder(model, PROMPTS, 1, 1);
                VectorDecoder together = decoder(model, PROMPTS, 4, 2)) {
            alone.keep(List.of(2));
            for (int step = 0; step < 20; step++) {
                int[] tokens = tokens(step, PROMPTS.size() * 4);
                float[] beside = row(together.next(tokens), 9);

                assertThat(row(alone.next(new int[] {tokens[9]}), 0)).isEqualTo(beside);
            }
        }
    }

    @Test
    void anAdaptersUpdatesAreMergedAsTheyAreNow() {
        LoraConfig config = LoraConfig.of(4, 8);
        try (DecoderModel model = model("qwen3", Precision.FLOAT32);
                LoraAdapter adapter =
                        LoraAdapter.create(config, model.config(), Precision.FLOAT32, 5)) {
            adapter.parameters().values().forEach(factor -> factor.add_(new Scalar(0.03)));
            adapter.attach(model);
            int[] prompt = PROMPTS.getFirst();
            try (VectorDecoder decoder = decoder(model, List.of(prompt), 1, 1)) {
                assertThat(
                                error(
                                        row(decoder.next(new int[] {7}), 0),
                                        expected(model, prompt, List.of(7))))
                        .isLessThan(1e-5);
            }
            double[] adapted = expected(model, prompt, List.of(7));
            adapter.detach(model);
            try (VectorDecoder decoder = decoder(model, List.of(prompt), 1, 1)) {
                float[] base = row(decoder.next(new int[] {7}), 0);
                assertThat(error(base, expected(model, prompt, List.of(7)))).isLessThan(1e-5);
                assertThat(error(base, adapted)).isGreaterThan(0.05);
            }
        }
    }

    @Test
    void otherNumberFormatsAreNotServed() {
        try (DecoderModel exact = model("qwen3", Precision.FLOAT64);
                DecoderModel half = model("qwen3", Precision.BFLOAT16)) {
            assertThat(VectorDecoder.supports(exact)).isFalse();
            assertThat(VectorDecoder.supports(half)).isFalse();
        }
    }
}
