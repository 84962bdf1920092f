package dev.aoi.grpo.command;

import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.gguf.GgufImport;
import dev.aoi.grpo.weights.gguf.ImportProgress;
import dev.aoi.grpo.weights.gguf.ImportedModel;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** {@code aoi model import}: a GGUF file as a model folder. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a Hugging Face folder of a GGUF file of a Llama or Qwen model.",
            "Tensors may be F32, F16, BF16, Q8_0, Q4_0 and Q4_1."
        })
final class ImportCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "FILE.gguf", description = "The file to read.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder to write; new or empty.")
    private Path folder = Path.of("");

    @Option(
            names = "--type",
            defaultValue = "F32",
            description = "Number format of the weights: F32, F16 or BF16. Default: F32.")
    private ElementType type = ElementType.F32;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        boolean shown = System.console() != null && System.console().isTerminal() && !json;
        ImportProgress progress =
                shown
                        ? (tensor, done, total) -> {
                            err.printf(
                                    Locale.ROOT,
                                    "\r%3d %%  %-60s",
                                    100 * done / Math.max(1, total),
                                    tensor);
                            err.flush();
                        }
                        : ImportProgress.SILENT;
        ImportedModel imported = GgufImport.run(file, folder, type, progress);
        if (shown) {
            err.printf("\r%-70s\r", "");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode answer = JsonLines.JSON.createObjectNode();
            answer.put("directory", imported.directory().toString());
            answer.put("tensors", imported.tensors()).put("parameters", imported.parameters());
            out.println(answer);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s: %d tensors, %,d parameters, %s%n",
                    imported.directory(),
                    imported.tensors(),
                    imported.parameters(),
                    type);
        }
        out.flush();
    }
}
