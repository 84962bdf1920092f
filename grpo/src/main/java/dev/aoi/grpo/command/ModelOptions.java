package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Precision;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Which model to load, and how to compute. */
final class ModelOptions {
    @Parameters(index = "0", paramLabel = "DIR", description = "A Hugging Face model folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--precision",
            defaultValue = "FLOAT32",
            description =
                    "What to compute in: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Precision precision = Precision.FLOAT32;

    @Option(
            names = "--threads",
            description = "Threads that compute one operation. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    Path folder() {
        return folder;
    }

    Precision precision() {
        return precision;
    }

    DecoderModel load() {
        Libtorch.start(threads);
        return DecoderModel.load(folder, precision);
    }

    /** The model's adapter, attached; null when none is asked for. */
    @Nullable LoraAdapter adapter(@Nullable Path adapterFolder, DecoderModel model) {
        if (adapterFolder == null) {
            return null;
        }
        LoraAdapter adapter = AdapterFolder.read(adapterFolder, model.config(), precision);
        adapter.attach(model);
        return adapter;
    }
}
