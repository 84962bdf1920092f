package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

final class SftTrainerTest {
    @TempDir Path folder;

    @Test
    void microBatchesDoNotChangeWhatIsLearned() {
        Map<String, double[]> whole = weights(8, 1);
        Map<String, double[]> parts = weights(2, 4);

        whole.forEach(
                (name, weight) ->
                        assertThat(Tiny.error(parts.get(name), weight)).as(name).isLessThan(1e-6));
    }

    private Map<String, double[]> weights(int batch, int accumulated) {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT32)) {
            new SftTrainer(
                            new WholeModelTrainee(model, Tiny.FOLDER),
                            new ExampleList(Tiny.examples(24, 3), 1),
                            TrainingOptions.of(1e-3)
                                    .withBatches(batch, accumulated)
                                    .withMaxSteps(3))
                    .train(TrainingRun.in(folder.resolve("of" + batch)));
            Map<String, double[]> weights = new LinkedHashMap<>();
            model.weights()
                    .forEach((name, weight) -> weights.put(name, TensorBytes.doubles(weight)));
            return weights;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16"})
    void anAdapterLearnsExamplesByHeart(Precision precision) {
        List<SequencedMap<String, Double>> metrics = new ArrayList<>();
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(precision);
                LoraAdapter adapter = Tiny.fresh(model, 0)) {
            new SftTrainer(
                            new AdapterTrainee(model, adapter, "tiny"),
                            new ExampleList(Tiny.examples(4, 3), 1),
                            TrainingOptions.of(2e-2).withBatches(4, 1).withMaxSteps(40))
                    .train(TrainingRun.in(folder).with((_, it) -> metrics.add(it)));
        }
        assertThat(metrics.getLast().get("loss")).isLessThan(metrics.getFirst().get("loss") / 10);
        assertThat(metrics.getLast().get("mean_token_accuracy")).isEqualTo(1);
        assertThat(metrics.getLast().get("epoch")).isEqualTo(40);
    }
}
