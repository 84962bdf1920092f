package dev.aoi.standalone.command;

import dev.aoi.cluster.conformance.Clients;
import dev.aoi.cluster.conformance.Comparison;
import dev.aoi.cluster.conformance.ConformanceReport;
import dev.aoi.cluster.conformance.ConformanceRun;
import dev.aoi.cluster.conformance.OwnWorlds;
import dev.aoi.cluster.conformance.Recording;
import dev.aoi.cluster.conformance.StateResult;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.output.Screen;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code aoi cluster conformance}. */
@Command(
        name = "conformance",
        description = {
            "Run the command lines that were recorded on a real cluster against worlds, with the",
            "real clients, and count what comes out equal after masking ages, times, uids,",
            "addresses, resource versions and generated suffixes."
        })
final class ClusterConformanceCommand implements Callable<Integer> {
    private final Session session;
    @Mixin private Everywhere everywhere = new Everywhere();
    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
            paramLabel = "GOLDEN_DIR",
            description = "Folder of recorded states (*.txt) and of manifests/.")
    private @Nullable Path folder;

    @Option(
            names = "--kubectl",
            paramLabel = "PROGRAM",
            required = true,
            description = "The kubectl to run.")
    private @Nullable Path kubectl;

    @Option(
            names = "--helm",
            paramLabel = "PROGRAM",
            description = "The helm to run. Without it, lines that need it are skipped.")
    private @Nullable Path helm;

    @Option(
            names = "--state",
            paramLabel = "NAME",
            description = "Only states whose names begin like this. Repeatable.")
    private List<String> states = List.of();

    @Option(names = "--diff", description = "Show what differs, line by line.")
    private boolean diff;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "2",
            description = "States at a time. Default: 2.")
    private int parallel;

    ClusterConformanceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Screen screen = session.screen(json.on());
        if (parallel < 1) {
            throw CommandFailure.usage("--parallel is " + parallel + "; it must be 1 or more.");
        }
        Path golden = readable(folder, "GOLDEN_DIR");
        Clients clients =
                new Clients(
                        program(kubectl, "--kubectl"),
                        helm == null ? Optional.empty() : Optional.of(program(helm, "--helm")));
        List<Recording> recordings = recordings(golden);
        try (OwnWorlds worlds = OwnWorlds.start()) {
            List<StateResult> results =
                    new ConformanceRun(golden, clients, worlds, parallel)
                            .run(recordings, result -> ended(result, screen));
            ConformanceReport.of(results).lines().forEach(screen::say);
        }
        return ExitCode.OK;
    }

    private List<Recording> recordings(Path golden) {
        try {
            List<Recording> recordings = ConformanceRun.recordings(golden, states);
            if (recordings.isEmpty()) {
                throw CommandFailure.usage(
                        golden
                                + " holds no recorded state"
                                + (states.isEmpty() ? "." : " like " + states + "."));
            }
            return recordings;
        } catch (IOException e) {
            throw CommandFailure.usage("A recording cannot be read: " + e.getMessage());
        }
    }

    private void ended(StateResult result, Screen screen) {
        if (json.on()) {
            screen.emit(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("state", result.state())
                            .put("equal", result.count(Comparison.Verdict.EQUAL))
                            .put("different", result.count(Comparison.Verdict.DIFFERENT))
                            .put("failed", result.count(Comparison.Verdict.FAILED))
                            .put("skipped", result.count(Comparison.Verdict.SKIPPED)));
        } else {
            screen.note(
                    "%-34s %d of %d equal, %d s"
                            .formatted(
                                    result.state(),
                                    result.count(Comparison.Verdict.EQUAL),
                                    result.comparisons().size(),
                                    result.wall().toSeconds()));
        }
        if (diff) {
            result.comparisons().stream()
                    .filter(c -> c.verdict() != Comparison.Verdict.EQUAL)
                    .forEach(c -> difference(result.state(), c));
        }
    }

    private void difference(String state, Comparison comparison) {
        var stream = json.on() ? session.err() : session.out();
        stream.println(
                "%n%s: %s: $ %s".formatted(state, comparison.verdict(), comparison.block().line()));
        comparison.difference().forEach(line -> stream.println("  " + line));
    }

    private static Path readable(@Nullable Path path, String name) {
        if (path == null
                || !Files.isDirectory(path)
                || !Files.isDirectory(path.resolve("manifests"))) {
            throw CommandFailure.usage(
                    name
                            + " "
                            + path
                            + " is no folder of recordings: it must hold *.txt and manifests/.");
        }
        return path;
    }

    private static Path program(@Nullable Path path, String name) {
        if (path == null || !Files.isExecutable(path)) {
            throw CommandFailure.usage(name + " " + path + " is no program.");
        }
        return path;
    }
}
