package dev.aoi.grpo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.loss.PolicyObjective;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gradients against the loss itself, in float64: steps along a random direction of all weights. */
final class FiniteDifferenceTest {
    private static final double STEP = 1e-5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grpo",
                "bnpo",
                "dr_grpo",
                "dapo",
                "sapo",
                "luspo",
                "gspo",
                "grpo-kl",
                "gspo-kl",
                "grpo-delta",
                "grpo-temperature",
                "bnpo-entropy",
                "grpo-tools"
            })
    void gradientsAreTheSlopesOfTheLoss(String name) {
        Path folder = Golden.family("qwen3");
        Path losses = folder.resolve("loss");
        JsonNode given =
                Golden.lines(losses.resolve("cases.jsonl")).stream()
                        .filter(it -> it.path("name").asString().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(folder, Precision.FLOAT64);
                LoraAdapter adapter =
                        AdapterFolder.read(
                                folder.resolve("adapter"), model.config(), Precision.FLOAT64)) {
            adapter.attach(model);
            adapter.train(true);
            LossBatch batch =
                    LossJson.batch(
                            Golden.tensors(losses.resolve(given.path("batch").asString())),
                            given,
                            Precision.FLOAT64);
            PolicyObjective objective = new PolicyObjective(LossJson.options(given));
            objective.of(model, batch).loss().backward();
            Map<String, Tensor> direction = direction(adapter);
            double slope = 0;
            for (Map.Entry<String, Tensor> parameter : adapter.parameters().entrySet()) {
                Tensor along = direction.get(parameter.getKey());
                slope += parameter.getValue().grad().mul(along).sum().item_double();
            }

            move(adapter, direction, STEP);
            double above = loss(objective, model, batch);
            move(adapter, direction, -2 * STEP);
            double below = loss(objective, model, batch);

            assertThat(Golden.error((above - below) / (2 * STEP), slope)).isLessThan(1e-6);
        }
    }

    private static Map<String, Tensor> direction(LoraAdapter adapter) {
        Map<String, Tensor> direction = new LinkedHashMap<>();
        CounterRandom random = new CounterRandom(17, 0);
        adapter.parameters()
                .forEach(
                        (name, parameter) -> {
                            double[] values = new double[(int) parameter.numel()];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = random.at(name.hashCode()).normal(i);
                            }
                            direction.put(
                                    name,
                                    TensorBytes.of(values, parameter.size(0), parameter.size(1)));
                        });
        return direction;
    }

    private static void move(LoraAdapter adapter, Map<String, Tensor> direction, double step) {
        Gradients.off(
                () -> {
                    adapter.parameters()
                            .forEach(
                                    (name, parameter) ->
                                            parameter.add_(direction.get(name), new Scalar(step)));
                    return adapter;
                });
    }

    private static double loss(PolicyObjective objective, DecoderModel model, LossBatch batch) {
        return Gradients.off(() -> objective.of(model, batch).loss().item_double());
    }
}
