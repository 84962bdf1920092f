package dev.aoi.grpo.command;

import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.ModelFolder;
import dev.aoi.grpo.weights.RopeScaling;
import dev.aoi.grpo.weights.TensorInfo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;

/** {@code aoi model info}: what a model folder holds, after checking it. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Checks a model folder and says what it holds.")
final class InfoCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "DIR", description = "A Hugging Face model folder.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        try (ModelFolder model = ModelFolder.open(folder)) {
            ObjectNode facts = facts(model);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(facts);
            } else {
                facts.properties()
                        .forEach(
                                fact ->
                                        out.printf(
                                                Locale.ROOT,
                                                "%-20s %s%n",
                                                fact.getKey().replace('_', ' '),
                                                fact.getValue().isIntegralNumber()
                                                        ? "%,d"
                                                                .formatted(
                                                                        fact.getValue().longValue())
                                                        : fact.getValue().asString()));
            }
            out.flush();
        }
    }

    private ObjectNode facts(ModelFolder model) {
        ModelConfig config = model.config();
        Collection<TensorInfo> tensors = model.tensors().values();
        ObjectNode facts = JsonLines.JSON.createObjectNode();
        facts.put("family", config.family().name().toLowerCase(Locale.ROOT));
        facts.put("parameters", tensors.stream().mapToLong(TensorInfo::elementCount).sum());
        facts.put("weights_bytes", tensors.stream().mapToLong(TensorInfo::byteLength).sum());
        facts.put("type", config.type().name());
        facts.put("layers", config.layers());
        facts.put("hidden_size", config.hiddenSize());
        facts.put("intermediate_size", config.intermediateSize());
        facts.put("heads", config.heads());
        facts.put("key_value_heads", config.keyValueHeads());
        facts.put("head_size", config.headDim());
        facts.put("vocabulary_size", config.vocabularySize());
        facts.put("positions", config.maxPositions());
        facts.put("rope_theta", config.ropeTheta());
        facts.put("rope_scaling", scaling(config.ropeScaling()));
        facts.put("tied_embeddings", config.tiedEmbeddings());
        facts.put("tokenizer", Files.exists(folder.resolve("tokenizer.json")));
        return facts;
    }

    private static String scaling(RopeScaling scaling) {
        return switch (scaling) {
            case RopeScaling.None() -> "none";
            case RopeScaling.Linear(double factor) -> "linear, factor " + factor;
            case RopeScaling.Llama3 llama ->
                    "llama3, factor %s from %d positions"
                            .formatted(llama.factor(), llama.originalMaxPositions());
        };
    }
}
