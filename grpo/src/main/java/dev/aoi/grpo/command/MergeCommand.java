package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.ModelFolderWriter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;

/** {@code aoi model merge}: an adapter into its model's weights. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Adds an adapter to its model's weights and writes a model folder.")
final class MergeCommand implements Runnable {
    @Mixin private ModelOptions options;

    @Parameters(index = "1", paramLabel = "OUT", description = "The folder to write.")
    private Path output = Path.of("");

    @Option(names = "--adapter", required = true, description = "A PEFT adapter folder.")
    private Path adapterFolder = Path.of("");

    @Spec private CommandSpec spec;

    MergeCommand() {
        this.options = new ModelOptions();
    }

    @Override
    public void run() {
        try (DecoderModel model = options.load();
                LoraAdapter adapter =
                        AdapterFolder.read(adapterFolder, model.config(), options.precision())) {
            adapter.merge(model);
            ModelFolderWriter.write(model, options.folder(), output);
            spec.commandLine().getOut().printf("merged model in %s%n", output);
            spec.commandLine().getOut().flush();
        }
    }
}
