package dev.aoi.grpo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.loss.LossOptions;
import dev.aoi.grpo.loss.LossResult;
import dev.aoi.grpo.loss.PolicyObjective;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.assertj.core.api.SoftAssertions;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

final class LossParityTest {

    static Stream<Arguments> cases() {
        return Stream.of("qwen2", "qwen3", "llama")
                .flatMap(
                        family ->
                                Golden.lines(losses(family).resolve("cases.jsonl")).stream()
                                        .flatMap(
                                                it ->
                                                        Stream.of(
                                                                        Precision.FLOAT32,
                                                                        Precision.FLOAT64)
                                                                .map(
                                                                        p ->
                                                                                Arguments.of(
                                                                                        family,
                                                                                        it.path(
                                                                                                        "name")
                                                                                                .asString(),
                                                                                        p,
                                                                                        it))));
    }

    private static Path losses(String family) {
        return Golden.family(family).resolve("loss");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cases")
    void lossGradientsAndMetricsAreThoseOfTrl(
            String family, String name, Precision precision, JsonNode given) {
        boolean twice = precision == Precision.FLOAT64;
        double bound = twice ? 1e-9 : 1e-5;
        Path folder = Golden.family(family);
        try (Scope _ = Scope.open();
                DecoderModel model = DecoderModel.load(folder, precision);
                LoraAdapter adapter =
                        AdapterFolder.read(folder.resolve("adapter"), model.config(), precision)) {
            adapter.attach(model);
            adapter.train(true);
            Map<String, Tensor> tensors =
                    Golden.tensors(losses(family).resolve(given.path("batch").asString()));
            LossOptions options = LossJson.options(given);
            LossBatch batch = LossJson.batch(tensors, given, precision);

            LossResult result = new PolicyObjective(options).of(model, batch);
            result.loss().backward();

            JsonNode expected = given.path("expected");
            double error =
                    Golden.error(
                            result.loss().item_double(),
                            expected.path(twice ? "loss64" : "loss").asDouble());
            Map<String, Tensor> gradients =
                    Golden.tensors(losses(family).resolve(name + ".gradients.safetensors"));
            double worst = 0;
            for (Map.Entry<String, Tensor> parameter : adapter.parameters().entrySet()) {
                Tensor theirs = gradients.get(parameter.getKey() + (twice ? ".f64" : ""));
                worst = Math.max(worst, Golden.error(parameter.getValue().grad(), theirs));
            }
            assertThat(error).as("loss").isLessThanOrEqualTo(bound);
            assertThat(worst).as("gradients").isLessThanOrEqualTo(bound);
            metrics(result, expected.path(twice ? "metrics64" : "metrics"));
        }
    }

    /** TRL keeps some sums in float32 whatever the model is in, so metrics agree to 1e-5 only. */
    private static void metrics(LossResult result, JsonNode expected) {
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, JsonNode> metric : expected.properties()) {
            if (!metric.getKey().equals("policy_loss")) {
                softly.assertThat(result.metrics()).containsKey(metric.getKey());
                softly.assertThat(
                                Golden.error(
                                        result.metrics().getOrDefault(metric.getKey(), Double.NaN),
                                        metric.getValue().asDouble()))
                        .as(metric.getKey())
                        .isLessThanOrEqualTo(1e-5);
            }
        }
        softly.assertAll();
    }
}
