package dev.aoi.grpo.command;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.advantage.Advantages;
import dev.aoi.grpo.advantage.RewardScale;
import dev.aoi.grpo.advantage.RewardTable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** {@code aoi model advantages}: how much better each completion is than its group. */
@Command(
        name = "advantages",
        defaultValueProvider = StandardValues.Grpo.class,
        mixinStandardHelpOptions = true,
        description = {
            "Reads a group per line, {\"rewards\":[...]} or {\"rewards\":{\"name\":[...],...}},"
                    + " null where a",
            "reward does not apply; writes {\"advantages\":[...]} lines. All lines together are a"
                    + " batch."
        })
final class AdvantagesCommand implements Runnable {
    private static final String ONLY = "reward";

    @Option(
            names = "--input",
            defaultValue = "-",
            description = "JSON Lines; - for standard input, which is the default.")
    private Path input = Path.of("-");

    @Option(
            names = "--scale-rewards",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private RewardScale scale = RewardScale.GROUP;

    @Option(
            names = "--multi-objective-aggregation",
            description =
                    "sum_then_normalize, normalize_then_sum, score_per_reward. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String aggregation = "";

    @Option(names = "--reward-weight", description = "NAME=WEIGHT; 1 for those without one.")
    private Map<String, Double> weights = new LinkedHashMap<>();

    @Option(names = "--metrics", description = "Write the batch's metrics as a last line.")
    private boolean metrics;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        AdvantageRule rule = AdvantageRule.named(aggregation, scale);
        List<Map<String, double[]>> groups;
        try (Stream<JsonLines.Line> lines = new JsonLines(input).lines()) {
            groups =
                    lines.filter(line -> !line.text().isBlank())
                            .map(line -> line.read(AdvantagesCommand::rewards))
                            .toList();
        }
        Advantages advantages = Advantages.of(table(groups), rule);
        PrintWriter out = spec.commandLine().getOut();
        for (double[] group : advantages.byGroup()) {
            ObjectNode json = JsonLines.JSON.createObjectNode();
            json.putArray("advantages");
            for (double advantage : group) {
                json.withArray("advantages").add(advantage);
            }
            out.println(json);
        }
        if (metrics) {
            ObjectNode json = JsonLines.JSON.createObjectNode();
            json.set("metrics", JsonLines.metrics(advantages.metrics()));
            out.println(json);
        }
        out.flush();
    }

    private static Map<String, double[]> rewards(String line) {
        JsonNode rewards = JsonLines.JSON.readTree(line).path("rewards");
        if (rewards.isArray()) {
            return Map.of(ONLY, values(ONLY, rewards));
        }
        if (!rewards.isObject() || rewards.isEmpty()) {
            throw new IllegalArgumentException(
                    "rewards must be an array of numbers, or one for each name, but is " + rewards);
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        rewards.properties()
                .forEach(it -> columns.put(it.getKey(), values(it.getKey(), it.getValue())));
        long lengths = columns.values().stream().mapToInt(c -> c.length).distinct().count();
        if (lengths > 1) {
            throw new IllegalArgumentException(
                    "rewards of one group must be of one length, but %s are not"
                            .formatted(columns.keySet()));
        }
        return columns;
    }

    private static double[] values(String name, JsonNode array) {
        return array.valueStream()
                .mapToDouble(
                        value -> {
                            if (!value.isNumber() && !value.isNull()) {
                                throw new IllegalArgumentException(
                                        "reward %s must be numbers or null, but has %s"
                                                .formatted(name, value));
                            }
                            return value.isNull() ? Double.NaN : value.asDouble();
                        })
                .toArray();
    }

    private RewardTable table(List<Map<String, double[]>> groups) {
        SequencedSet<String> names = new LinkedHashSet<>();
        groups.forEach(group -> names.addAll(group.keySet()));
        weights.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new IllegalArgumentException(
                                    "--reward-weight names %s, but the rewards are %s"
                                            .formatted(name, names));
                        });
        List<double[][]> tables = new ArrayList<>();
        for (Map<String, double[]> group : groups) {
            int completions = group.values().iterator().next().length;
            double[][] rows = new double[completions][names.size()];
            for (int row = 0; row < completions; row++) {
                int column = 0;
                for (String name : names) {
                    double[] values = group.get(name);
                    rows[row][column++] = values == null ? Double.NaN : values[row];
                }
            }
            tables.add(rows);
        }
        return new RewardTable(
                List.copyOf(names),
                names.stream().mapToDouble(name -> weights.getOrDefault(name, 1.0)).toArray(),
                tables);
    }
}
