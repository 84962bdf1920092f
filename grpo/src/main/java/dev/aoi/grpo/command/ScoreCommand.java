package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.SequenceScorer;
import dev.aoi.grpo.model.SequenceScorer.Answer;
import dev.aoi.grpo.model.SequenceScorer.Request;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** {@code aoi model score}: log-probabilities and entropies of given completions. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scores completions: reads lines {\"ids\":[...],\"prompt_length\":n},",
            "writes lines {\"logprobs\":[...],\"entropy\":[...]} of the tokens behind the prompt."
        })
final class ScoreCommand implements Runnable {
    @Mixin private ModelOptions options;

    @Option(names = "--input", required = true, description = "JSON Lines; - for standard input.")
    private Path input = Path.of("-");

    @Option(names = "--adapter", description = "A PEFT adapter folder.")
    private @Nullable Path adapterFolder;

    @Option(
            names = "--temperature",
            defaultValue = "1",
            description = "That logits are divided by. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = "--batch-size",
            defaultValue = "8",
            description = "Lines that go through the model at once. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Spec private CommandSpec spec;

    ScoreCommand() {
        this.options = new ModelOptions();
    }

    @Override
    public void run() {
        try (DecoderModel model = options.load();
                LoraAdapter _ = options.adapter(adapterFolder, model);
                Stream<JsonLines.Line> lines = new JsonLines(input).lines()) {
            SequenceScorer scorer = new SequenceScorer(model, temperature);
            PrintWriter out = spec.commandLine().getOut();
            Iterator<List<Request>> batches =
                    lines.filter(line -> !line.text().isBlank())
                            .map(line -> line.read(ScoreCommand::request))
                            .gather(Gatherers.windowFixed(batchSize))
                            .iterator();
            while (batches.hasNext()) {
                scorer.score(batches.next()).forEach(answer -> out.println(json(answer)));
                out.flush();
            }
        }
    }

    private static Request request(String line) {
        JsonNode json = JsonLines.JSON.readTree(line);
        return new Request(
                JsonLines.ids(json.path("ids"), "ids"), json.path("prompt_length").asInt(-1));
    }

    private static ObjectNode json(Answer answer) {
        ObjectNode json = JsonLines.JSON.createObjectNode();
        fill(json.putArray("logprobs"), answer.logProbs());
        fill(json.putArray("entropy"), answer.entropies());
        return json;
    }

    static void fill(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(value);
        }
    }
}
