package dev.aoi.grpo.advantage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What advantages.py made with trl. */
final class AdvantagesGoldenTest {
    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Arguments> cases() throws IOException {
        Path file = Path.of("src/test/resources/advantages/cases.jsonl");
        return Files.readAllLines(file).stream()
                .map(JSON::readTree)
                .filter(it -> it.has("groups"))
                .map(
                        it ->
                                Arguments.of(
                                        it.path("name").asString(),
                                        it.path("multi_objective_aggregation").asString(),
                                        it.path("scale_rewards").asString(),
                                        it));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cases")
    void advantagesAndMetricsAreThoseOfTrl(
            String name, String aggregation, String scale, JsonNode given) {
        RewardTable table =
                new RewardTable(
                        StreamSupport.stream(given.path("names").spliterator(), false)
                                .map(JsonNode::asString)
                                .toList(),
                        numbers(given.path("weights")),
                        StreamSupport.stream(given.path("groups").spliterator(), false)
                                .map(AdvantagesGoldenTest::rows)
                                .toList());
        AdvantageRule rule =
                aggregation.equals("normalize_then_sum")
                        ? new NormalizeThenSum()
                        : new SumThenNormalize(RewardScale.valueOf(scale.toUpperCase(Locale.ROOT)));

        Advantages advantages = Advantages.of(table, rule);

        double[] ours = advantages.byGroup().stream().flatMapToDouble(Arrays::stream).toArray();
        double[] double64 = numbers(given.path("expected").path("advantages64"));
        double[] float32 = numbers(given.path("expected").path("advantages32"));
        assertThat(ours).containsExactly(double64, within(1e-12));
        assertThat(ours).containsExactly(float32, within(1e-3));
        for (Map.Entry<String, JsonNode> metric :
                given.path("expected").path("metrics").properties()) {
            assertThat(advantages.metrics()).containsKey(metric.getKey());
            assertThat(advantages.metrics().get(metric.getKey()))
                    .as(metric.getKey())
                    .isCloseTo(number(metric.getValue()), within(1e-6));
        }
        assertThat(advantages.metrics())
                .hasSize(given.path("expected").path("metrics").properties().size());
    }

    private static double[][] rows(JsonNode group) {
        return StreamSupport.stream(group.spliterator(), false)
                .map(AdvantagesGoldenTest::numbers)
                .toArray(double[][]::new);
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(AdvantagesGoldenTest::number)
                .toArray();
    }

    private static double number(JsonNode value) {
        return value.isNull() ? Double.NaN : value.asDouble();
    }
}
