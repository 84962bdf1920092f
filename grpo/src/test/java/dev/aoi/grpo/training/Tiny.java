package dev.aoi.grpo.training;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.loss.LossOptions;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.Safetensors;

import org.bytedeco.pytorch.Tensor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** The tiny Qwen3 of golden_models.py, and data for it. */
final class Tiny {
    static final Path FOLDER = Path.of("src/test/resources/golden/qwen3");
    static final JsonMapper JSON = new JsonMapper();

    static {
        Libtorch.start(1);
    }

    private Tiny() {}

    static DecoderModel model(Precision precision) {
        return DecoderModel.load(FOLDER, precision);
    }

    static LoraAdapter adapter(DecoderModel model) {
        return AdapterFolder.read(FOLDER.resolve("adapter"), model.config(), Precision.FLOAT32);
    }

    static LoraAdapter fresh(DecoderModel model, double dropout) {
        LoraConfig all = LoraConfig.of(4, 8);
        return LoraAdapter.create(
                new LoraConfig(4, 8, dropout, false, all.targets()),
                model.config(),
                Precision.FLOAT32,
                3);
    }

    static LossOptions loss(String json) {
        return LossJson.options(JSON.readTree(json));
    }

    static List<CompletionGroup> groups(int count, int size, long seed) {
        CounterRandom random = new CounterRandom(seed, 0);
        List<CompletionGroup> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            CounterRandom own = random.at(g);
            List<ScoredCompletion> completions = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                CounterRandom place = own.at(100 + i);
                int[] ids = ids(place, 2 + (int) (place.uniform(0) * 8));
                completions.add(ScoredCompletion.of(ids, Map.of("luck", place.uniform(99))));
            }
            groups.add(new CompletionGroup(ids(own, 3 + (int) (own.uniform(0) * 4)), completions));
        }
        return groups;
    }

    static List<Example> examples(int count, long seed) {
        CounterRandom random = new CounterRandom(seed, 1);
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                Example.of(
                                        ids(random.at(i), 6 + (int) (random.at(i).uniform(0) * 5)),
                                        3))
                .toList();
    }

    private static int[] ids(CounterRandom random, int count) {
        return IntStream.range(0, count)
                .map(i -> 3 + (int) (random.uniform(1 + i) * 500))
                .toArray();
    }

    /** The length of all differences by the length of what is expected, tensor by tensor. */
    static double worst(SequencedMap<String, Tensor> ours, Path expected) {
        double worst = 0;
        try (Safetensors file = Safetensors.open(expected)) {
            if (file.names().size() != ours.size()) {
                throw new AssertionError(file.names() + " instead of " + ours.keySet());
            }
            for (String name : file.names()) {
                Tensor theirs = TensorBytes.read(file, name);
                worst =
                        Math.max(
                                worst,
                                error(
                                        TensorBytes.doubles(ours.get(name)),
                                        TensorBytes.doubles(theirs)));
            }
        }
        return worst;
    }

    static double error(double[] actual, double[] expected) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / length);
    }

    static int[] ints(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).asInt()).toArray();
    }
}
