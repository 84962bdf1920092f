package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.clusterbench.BenchHost;
import dev.aoi.standalone.clusterbench.ClusterBench;
import dev.aoi.standalone.clusterbench.Measurement;
import dev.aoi.standalone.output.Screen;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi cluster bench}. */
@Command(
        name = "bench",
        description = {
            "Measure how fast worlds are: apply to Ready, reads, an hour of virtual time, many",
            "worlds, many objects. With --real, a real cluster beside them in the same run."
        })
final class ClusterBenchCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private JsonOption json = new JsonOption();

    @Option(
            names = "--real",
            paramLabel = "KUBECONFIG",
            description = "Kubeconfig of a real cluster that runs the images local/... .")
    private @Nullable Path real;

    @Option(
            names = "--worlds",
            paramLabel = "N",
            defaultValue = "200",
            description = "Worlds at once. Default: 200.")
    private int worlds;

    ClusterBenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (worlds < 1) {
            throw CommandFailure.usage("--worlds is " + worlds + "; it must be 1 or more.");
        }
        Screen screen = session.screen(json.on());
        try (BenchHost host = BenchHost.start()) {
            new ClusterBench(host, kubeconfig(), figure -> show(figure, screen)).run(worlds);
        }
        return ExitCode.OK;
    }

    private Optional<String> kubeconfig() {
        if (real == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(real));
        } catch (IOException e) {
            throw CommandFailure.usage("--real " + real + " cannot be read: " + e.getMessage());
        }
    }

    private static void show(Measurement figure, Screen screen) {
        screen.emit(
                Screen.object("measurement")
                        .put("name", figure.name())
                        .put("unit", figure.unit())
                        .put("value", figure.value())
                        .put("samples", figure.samples()));
        screen.say(
                String.format(
                        Locale.ROOT,
                        "%-42s %,12.1f %-4s (median of %d)",
                        figure.name(),
                        figure.value(),
                        figure.unit(),
                        figure.samples()));
    }
}
