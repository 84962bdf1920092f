package dev.aoi.grpo.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.generation.Completion;
import dev.aoi.grpo.generation.Generator;
import dev.aoi.grpo.generation.SamplingOptions;
import dev.aoi.grpo.generation.TokenListener;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

final class GreedyParityTest {
    private static final double CLEAR = 1e-3;

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3", "llama"})
    void greedyTokensAreThoseOfTransformers(String family) {
        List<JsonNode> cases =
                Golden.lines(Golden.family(family).resolve("greedy.jsonl")).stream()
                        .filter(it -> it.path("margin").asDouble() > CLEAR)
                        .toList();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(2);
        try (DecoderModel model = DecoderModel.load(Golden.family(family), Precision.FLOAT32)) {
            SamplingOptions options = SamplingOptions.greedy(24, Set.of(1));
            List<int[]> prompts = cases.stream().map(it -> ints(it.path("prompt"))).toList();
            List<Completion> together =
                    new Generator(model).generate(prompts, 2, options, TokenListener.SILENT);

            for (int i = 0; i < cases.size(); i++) {
                int[] expected = ints(cases.get(i).path("completion"));
                double[] logProbs = doubles(cases.get(i).path("logprobs"));
                for (Completion completion : together.subList(2 * i, 2 * i + 2)) {
                    assertThat(completion.ids()).isEqualTo(expected);
                    assertThat(Golden.error(widened(completion.logProbs()), logProbs))
                            .isLessThanOrEqualTo(1e-5);
                }
            }
        }
    }

    private static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
