package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.Projection;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A thousand steps need no more native memory than a few: in a process of its own, whose heap is
 * there from the start and whose compiler is the small one, so that what grows is neither.
 */
final class LongTrainingTest {
    private static final int STEPS = 1_000;
    private static final int WARM = 300;
    private static final int EACH = 100;
    private static final long GROWTH = 4L << 20;
    private static final LoraConfig LORA =
            new LoraConfig(2, 4, 0.1, false, Set.of(Projection.QUERY, Projection.DOWN));

    @TempDir Path folder;

    /**
     * What a step left: objects that libtorch's bindings track, their bytes, and what the process
     * has in memory.
     */
    private record Left(long step, long objects, long tracked, long resident) {
        static Left of(String line) {
            long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Left(numbers[0], numbers[1], numbers[2], numbers[3]);
        }

        static Left now(long step) {
            System.gc();
            return new Left(
                    step, Pointer.totalCount(), Pointer.totalBytes(), Pointer.physicalBytes());
        }

        @Override
        public String toString() {
            return "%d %d %d %d".formatted(step, objects, tracked, resident);
        }
    }

    /**
     * The process: trains a tiny model with all that a training can have, and tells each hundredth
     * step.
     *
     * @param arguments the model's folder and the output folder
     */
    public static void main(String[] arguments) {
        Libtorch.start(1);
        Path output = Path.of(arguments[1]);
        TrainingOptions training =
                new TrainingOptions(
                        AdamOptions.of(1e-4),
                        LearningRate.COSINE,
                        0.1,
                        4,
                        1,
                        1,
                        STEPS,
                        1,
                        true,
                        EACH,
                        2,
                        3);
        GrpoOptions options =
                new GrpoOptions(
                        training,
                        Tiny.loss(
                                """
                                {"beta": 0.04, "entropy_coef": 0.01,
                                 "top_entropy_quantile": 0.8}\
                                """),
                        AdvantageRule.standard(),
                        Map.of(),
                        4,
                        false,
                        GrpoOptions.OldLogProbs.RECORDED);
        try (DecoderModel model = DecoderModel.load(Path.of(arguments[0]), Precision.FLOAT32);
                LoraAdapter adapter =
                        LoraAdapter.create(LORA, model.config(), Precision.FLOAT32, 1);
                TensorBoardLog board = new TensorBoardLog(output, Clock.systemUTC())) {
            MetricLog told =
                    (step, _) -> {
                        if (step % EACH == 0) {
                            System.out.println(Left.now(step));
                        }
                    };
            new GrpoTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new GroupList(Tiny.groups(10, 4, 1), 5),
                            options)
                    .train(
                            TrainingRun.in(output)
                                    .with(
                                            new JsonLinesLog(output.resolve("metrics.jsonl"))
                                                    .and(board)
                                                    .and(told)));
        }
    }

    @Test
    void aThousandStepsNeedNoMoreNativeMemoryThanAFew() throws IOException, InterruptedException {
        Path model = model(folder.resolve("model"));
        Path said = folder.resolve("said");
        Path complained = folder.resolve("complained");
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(List.of("-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(LongTrainingTest.class.getName(), model.toString()));
        command.add(folder.resolve("output").toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.to(said.toFile()))
                        .redirectError(Redirect.to(complained.toFile()))
                        .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("%s", Files.readString(complained)).isZero();
        } finally {
            process.destroyForcibly();
        }
        List<Left> left = Files.readAllLines(said).stream().map(Left::of).toList();

        assertThat(left).hasSize(STEPS / EACH);
        Left warm = left.get(WARM / EACH - 1);
        Left last = left.getLast();
        assertThat(last.step()).isEqualTo(STEPS);
        assertThat(last.objects()).as("objects, %s", left).isEqualTo(warm.objects());
        assertThat(last.tracked()).as("their bytes, %s", left).isEqualTo(warm.tracked());
        assertThat(last.resident()).as("bytes, %s", left).isLessThan(warm.resident() + GROWTH);
    }

    /** The golden Qwen3 with one layer and fewer numbers in each. */
    private static Path model(Path folder) throws IOException {
        ObjectNode json =
                (ObjectNode)
                        Tiny.JSON.readTree(Files.readString(Tiny.FOLDER.resolve("config.json")));
        json.put("hidden_size", 16).put("intermediate_size", 24).put("num_hidden_layers", 1);
        json.put("head_dim", 8).put("num_attention_heads", 2).put("num_key_value_heads", 1);
        json.putArray("layer_types").add("full_attention");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), json.toString());
        try (Scope _ = Scope.open()) {
            List<TensorContent> weights = new ArrayList<>();
            ExpectedTensors.of(ModelConfig.read(folder))
                    .forEach((name, shape) -> weights.add(weight(name, shape)));
            SafetensorsWriter.write(
                    folder.resolve("model.safetensors"), Map.of("format", "pt"), weights);
        }
        return folder;
    }

    private static TensorContent weight(String name, List<Long> shape) {
        CounterRandom random = new CounterRandom(name.hashCode(), 0);
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        float[] values =
                new float[Math.toIntExact(Arrays.stream(sizes).reduce(1, (a, b) -> a * b))];
        for (int i = 0; i < values.length; i++) {
            values[i] = name.contains("norm") ? 1 : (float) (0.1 * random.normal(i));
        }
        return TensorBytes.content(name, TensorBytes.of(values, sizes));
    }
}
