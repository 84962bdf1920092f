package dev.aoi.grpo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.ExpectedTensors;
import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;

final class GradientCheckpointingTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final GradientCheckpointing checkpointing = new GradientCheckpointing();

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        Libtorch.start(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void gradientsOfAllWeightsAreTheSame(String family) {
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(GOLDEN.resolve(family), Precision.FLOAT32)) {
            model.train(true);
            SequencedMap<String, FloatBuffer> plain = gradients(model, model.weights());
            model.checkpoint(checkpointing);
            SequencedMap<String, FloatBuffer> checkpointed = gradients(model, model.weights());

            assertThat(checkpointed).containsExactlyEntriesOf(plain);
        }
    }

    @Test
    void gradientsOfAnAdapterWithDropoutAreTheSame() {
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(GOLDEN.resolve("qwen3"), Precision.FLOAT32);
                LoraAdapter adapter =
                        LoraAdapter.create(
                                new LoraConfig(4, 8, 0.2, false, LoraConfig.of(4, 8).targets()),
                                model.config(),
                                Precision.FLOAT32,
                                1)) {
            adapter.attach(model);
            adapter.train(true);
            adapter.begin(new CounterRandom(4, 2));
            SequencedMap<String, FloatBuffer> plain = gradients(model, adapter.parameters());
            model.checkpoint(checkpointing);
            SequencedMap<String, FloatBuffer> checkpointed = gradients(model, adapter.parameters());

            assertThat(checkpointed).containsExactlyEntriesOf(plain);
        }
    }

    private SequencedMap<String, FloatBuffer> gradients(
            DecoderModel model, SequencedMap<String, Tensor> parameters) {
        backward(model, 2, 7);
        SequencedMap<String, FloatBuffer> gradients = new LinkedHashMap<>();
        parameters.forEach(
                (name, parameter) -> {
                    gradients.put(name, FloatBuffer.wrap(TensorBytes.floats(parameter.grad())));
                    parameter.mutable_grad().reset();
                });
        return gradients;
    }

    private void backward(DecoderModel model, int rows, int width) {
        try (Scope _ = Scope.open()) {
            long[] ids =
                    LongStream.range(0, (long) rows * width).map(i -> 3 + i * i % 500).toArray();
            Tensor tokens = TensorBytes.of(ids, rows, width);
            Tensor mask = TensorBytes.full(1, ScalarType.Long, rows, width);
            TokenScores.of(
                            model,
                            tokens.narrow(1, 0, width - 2),
                            mask.narrow(1, 0, width - 2),
                            tokens.narrow(1, width - 2, 2),
                            mask.narrow(1, width - 2, 2),
                            1,
                            EntropyGradient.LEFT_OUT)
                    .logProbs()
                    .sum()
                    .backward();
            checkpointing.backward();
        }
    }

    /** Reads and resets the greatest resident size that Linux has seen. */
    @Test
    void thePeakIsLower() throws IOException {
        Path reset = Path.of("/proc/self/clear_refs");
        assumeThat(reset).isWritable();
        try (Scope _ = Scope.open();
                DecoderModel model = deep();
                LoraAdapter adapter =
                        LoraAdapter.create(
                                LoraConfig.of(4, 8), model.config(), Precision.FLOAT32, 1)) {
            adapter.attach(model);
            adapter.train(true);
            model.checkpoint(checkpointing);
            backward(model, 1, 8);
            long before = Pointer.physicalBytes();
            long checkpointed = peak(reset, model) - before;
            model.checkpoint(null);
            long plain = peak(reset, model) - before;

            assertThat(checkpointed).isLessThan(plain * 2 / 3);
        }
    }

    /** The least of three, for the Java heap may grow beside. */
    private long peak(Path reset, DecoderModel model) throws IOException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Files.writeString(reset, "5");
            backward(model, 8, 160);
            String line =
                    Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(it -> it.startsWith("VmHWM:"))
                            .findFirst()
                            .orElseThrow();
            least = Math.min(least, Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
        return least;
    }

    /** The golden Qwen3 with 12 layers. */
    private DecoderModel deep() throws IOException {
        String config = Files.readString(GOLDEN.resolve("qwen3/config.json"));
        Files.writeString(
                folder.resolve("config.json"),
                config.replaceAll("(?s)\"layer_types\": \\[.*?\\],", "")
                        .replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 12"));
        CounterRandom random = new CounterRandom(1, 1);
        List<TensorContent> contents = new ArrayList<>();
        ExpectedTensors.of(ModelConfig.read(folder))
                .forEach(
                        (name, shape) -> {
                            long count = shape.stream().reduce(1L, (a, b) -> a * b);
                            double[] values =
                                    LongStream.range(0, count)
                                            .mapToDouble(i -> 0.1 * random.normal(i))
                                            .toArray();
                            Tensor tensor =
                                    TensorBytes.of(
                                            values,
                                            shape.stream().mapToLong(Long::longValue).toArray());
                            contents.add(TensorBytes.content(name, tensor.to(ScalarType.Float)));
                        });
        SafetensorsWriter.write(
                folder.resolve("model.safetensors"), Map.of("format", "pt"), contents);
        return DecoderModel.load(folder, Precision.FLOAT32);
    }
}
