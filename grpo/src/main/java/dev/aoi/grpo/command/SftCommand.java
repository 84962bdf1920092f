package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.training.AdapterTrainee;
import dev.aoi.grpo.training.ExampleList;
import dev.aoi.grpo.training.SftTrainer;
import dev.aoi.grpo.training.Trainee;
import dev.aoi.grpo.training.TrainingJson;
import dev.aoi.grpo.training.TrainingOptions;
import dev.aoi.grpo.training.WholeModelTrainee;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** {@code aoi model sft}: supervised training. */
@Command(
        name = "sft",
        defaultValueProvider = StandardValues.Supervised.class,
        mixinStandardHelpOptions = true,
        description = {
            "Trains an adapter, or with --full the weights, to write given completions: lines",
            "{\"prompt\":\"...\",\"completion\":\"...\"} or {\"ids\":[...],\"prompt_length\":n}.",
            "Goes on from the output's last checkpoint. SIGTERM ends it after the step, with a"
                    + " checkpoint."
        })
final class SftCommand implements Runnable {
    @Mixin private ModelOptions options;
    @Mixin private TrainingArguments arguments;

    @Option(names = "--data", required = true, description = "JSON Lines, an example per line.")
    private Path data = Path.of("-");

    @Option(names = "--full", description = "Train all weights instead of an adapter.")
    private boolean full;

    @Option(names = "--json", description = "No progress; one JSON object at the end.")
    private boolean json;

    @Spec private CommandSpec spec;

    SftCommand() {
        this.options = new ModelOptions();
        this.arguments = new TrainingArguments();
    }

    @Override
    public void run() {
        arguments.refuseWithoutNewAdapter(full);
        try (DecoderModel model = options.load();
                Texts texts = Texts.of(options.folder())) {
            ExampleList examples =
                    new ExampleList(
                            new ExampleLines(texts, Texts.end(model.config())).read(data),
                            arguments.seed());
            if (full) {
                train(new WholeModelTrainee(model, options.folder()), examples);
            } else {
                try (LoraAdapter adapter = arguments.adapter(model)) {
                    train(
                            new AdapterTrainee(model, adapter, options.folder().toString()),
                            examples);
                }
            }
        }
    }

    private void train(Trainee trainee, ExampleList examples) {
        SftTrainer trainer = new SftTrainer(trainee, examples, training());
        new TrainingSession(arguments, json, spec.commandLine()).run(trainer::train);
    }

    /** What the command line asks for. */
    TrainingOptions training() {
        return TrainingJson.training(arguments.given(), SftTrainer.LEARNING_RATE);
    }
}
