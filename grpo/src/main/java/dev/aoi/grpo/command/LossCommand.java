package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.loss.LossResult;
import dev.aoi.grpo.loss.PolicyObjective;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.Safetensors;

import org.bytedeco.pytorch.Tensor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** {@code aoi model loss}: policy losses and their gradients, for anyone who wants to check. */
@Command(
        name = "loss",
        mixinStandardHelpOptions = true,
        description = {
            "Computes losses: reads lines"
                    + " {\"name\":...,\"batch\":\"x.safetensors\",\"adapter\":\"DIR\",...}",
            "with TRL's option names, writes lines"
                    + " {\"name\":...,\"loss\":...,\"grad_norms\":{...},\"metrics\":{...}}.",
            "Paths are relative to the file of cases. Without an adapter, gradients are those of"
                    + " the weights."
        })
final class LossCommand implements Runnable {
    @Mixin private ModelOptions options;

    @Option(names = "--cases", required = true, description = "JSON Lines; - for standard input.")
    private Path cases = Path.of("-");

    @Spec private CommandSpec spec;

    LossCommand() {
        this.options = new ModelOptions();
    }

    @Override
    public void run() {
        try (DecoderModel model = options.load();
                Stream<JsonLines.Line> lines = new JsonLines(cases).lines()) {
            PrintWriter out = spec.commandLine().getOut();
            lines.filter(line -> !line.text().isBlank())
                    .forEach(
                            line -> {
                                JsonNode json = line.json();
                                ObjectNode answer = line.read(_ -> computed(model, json));
                                out.println(answer);
                                out.flush();
                            });
        }
    }

    private ObjectNode computed(DecoderModel model, JsonNode given) {
        PolicyObjective objective = new PolicyObjective(LossJson.options(given));
        Path batch = path(given, "batch");
        try (Scope _ = Scope.open()) {
            Map<String, Tensor> tensors = new HashMap<>();
            try (Safetensors file = Safetensors.open(batch)) {
                file.names().forEach(name -> tensors.put(name, TensorBytes.read(file, name)));
            }
            if (given.path("adapter").isString()) {
                try (LoraAdapter adapter =
                        AdapterFolder.read(
                                path(given, "adapter"), model.config(), options.precision())) {
                    adapter.attach(model);
                    adapter.train(true);
                    try {
                        return answer(model, objective, given, tensors, adapter.parameters());
                    } finally {
                        adapter.detach(model);
                    }
                }
            }
            model.train(true);
            try {
                return answer(model, objective, given, tensors, model.weights());
            } finally {
                model.train(false);
            }
        }
    }

    private ObjectNode answer(
            DecoderModel model,
            PolicyObjective objective,
            JsonNode given,
            Map<String, Tensor> tensors,
            SequencedMap<String, Tensor> trained) {
        LossResult result =
                objective.of(model, LossJson.batch(tensors, given, options.precision()));
        result.loss().backward();
        ObjectNode json = JsonLines.JSON.createObjectNode();
        json.set("name", given.path("name"));
        json.put("loss", result.loss().item_double());
        ObjectNode norms = json.putObject("grad_norms");
        trained.forEach(
                (name, parameter) -> {
                    Tensor gradient = parameter.mutable_grad();
                    norms.put(name, gradient.defined() ? gradient.norm().item_double() : 0);
                    gradient.reset();
                });
        json.set("metrics", JsonLines.metrics(result.metrics()));
        return json;
    }

    private Path path(JsonNode given, String name) {
        if (!given.path(name).isString()) {
            throw new IllegalArgumentException(name + " is missing; give a path");
        }
        return cases.toAbsolutePath().resolveSibling(given.path(name).stringValue());
    }
}
