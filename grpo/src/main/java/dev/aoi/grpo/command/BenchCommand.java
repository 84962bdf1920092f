package dev.aoi.grpo.command;

import dev.aoi.grpo.bench.BenchOptions;
import dev.aoi.grpo.bench.Figure;
import dev.aoi.grpo.bench.ModelBench;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Libtorch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.util.Locale;

/** {@code aoi model bench}: how fast a model is here. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Times generation, scoring and a GRPO step of a model; medians.",
            "grpo/src/test/python/bench_models.py does the same with transformers, for a"
                    + " side-by-side run."
        })
final class BenchCommand implements Runnable {
    @Mixin private ModelOptions options;

    @Option(names = "--batch", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--prompt-tokens",
            defaultValue = "128",
            description = "Default: ${DEFAULT-VALUE}.")
    private int promptTokens;

    @Option(names = "--new-tokens", defaultValue = "128", description = "Default: 128.")
    private int newTokens;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--json", description = "Print a JSON object per line.")
    private boolean json;

    @Spec private CommandSpec spec;

    BenchCommand() {
        this.options = new ModelOptions();
    }

    @Override
    public void run() {
        BenchOptions what = new BenchOptions(batch, promptTokens, newTokens, rounds);
        try (DecoderModel model = options.load()) {
            PrintWriter out = spec.commandLine().getOut();
            if (!json) {
                out.printf(
                        Locale.ROOT,
                        "%,d parameters, %s, %d threads, batch %d, %d + %d tokens%n",
                        model.parameterCount(),
                        model.precision().name().toLowerCase(Locale.ROOT),
                        Libtorch.threads(),
                        batch,
                        promptTokens,
                        newTokens);
                out.flush();
            }
            new ModelBench(model, what, figure -> tell(out, figure)).run();
        }
    }

    private void tell(PrintWriter out, Figure figure) {
        if (json) {
            ObjectNode line = JsonLines.JSON.createObjectNode();
            line.put("name", figure.name()).put("seconds", figure.seconds());
            line.put("tokens_per_second", figure.tokensPerSecond());
            line.put("share_of_peak", figure.shareOfPeak());
            out.println(line);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%-28s %8.3f s %12.1f tokens/s %6.1f %% of peak%n",
                    figure.name(),
                    figure.seconds(),
                    figure.tokensPerSecond(),
                    100 * figure.shareOfPeak());
        }
        out.flush();
    }
}
