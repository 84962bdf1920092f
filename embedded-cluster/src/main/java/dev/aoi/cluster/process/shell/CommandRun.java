package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.RunningProcess;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A command that is run in a container whose process lives (exec). */
public final class CommandRun {
    private static final int MOST_OUTPUT = 16 << 20;

    /**
     * What came of it.
     *
     * @param took virtual time until its end; very long for what never ends by itself
     */
    public record Result(String stdout, String stderr, int exitCode, Duration took) {}

    private CommandRun() {}

    /**
     * Runs a command at once, in a time that runs ahead of the world's.
     *
     * @return empty when the image has no executable of this name
     */
    public static Optional<Result> run(RunningProcess process, List<String> argv, String stdin) {
        String name = argv.isEmpty() ? "" : argv.getFirst();
        String base = dev.aoi.cluster.process.files.Paths.name(name);
        boolean tool = BusyBox.has(base) && process.machine().hasTool(base);
        boolean script = name.startsWith("/") && process.machine().files().kind(name).isPresent();
        if (!tool && !script && process.machine().program(base).isEmpty()) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        Streams streams = new Streams(new Source(stdin), into(out), into(err));
        LocalLoop loop = new LocalLoop(process.now());
        Interpreter interpreter = new Interpreter(process, loop, Optional.empty());
        int[] status = {-1};
        Duration took;
        if (tool && !BusyBox.shell(base)) {
            Outcome outcome = interpreter.tool(argv, process.environment(), "/", streams);
            status[0] = outcome.endless() ? -1 : outcome.status();
            took = outcome.took();
        } else if (tool || script) {
            List<String> command = new java.util.ArrayList<>(argv);
            if (!tool) {
                command.addFirst("sh");
            }
            interpreter.shell(
                    command, process.environment(), "/", streams, code -> status[0] = code);
            loop.run();
            took = Duration.between(process.now(), loop.now());
        } else {
            took = Outcome.FOREVER;
        }
        return Optional.of(
                status[0] < 0
                        ? new Result(out.toString(), err.toString(), 137, Outcome.FOREVER)
                        : new Result(out.toString(), err.toString(), status[0], took));
    }

    private static Sink into(StringBuilder builder) {
        return text -> {
            if (builder.length() < MOST_OUTPUT) {
                builder.append(text);
            }
            return "";
        };
    }
}
