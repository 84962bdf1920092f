package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.Paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** How a shell begins. */
final class ShellStart {
    private ShellStart() {}

    /**
     * A shell with its own command line: {@code sh -c SCRIPT}, {@code sh FILE}, or standard input.
     */
    static ShellState begin(
            Interpreter interpreter,
            RunningProcess process,
            List<String> argv,
            Map<String, String> environment,
            String directory,
            Streams streams,
            IntConsumer done) {
        ShellState state = new ShellState(argv.getFirst(), environment);
        state.directory = directory;
        Frame frame = Frame.of(state, streams, done);
        int at = 1;
        boolean command = false;
        while (at < argv.size() && argv.get(at).matches("[-+][a-z]+")) {
            String flags = argv.get(at++);
            command |= flags.contains("c");
            state.exitOnError |= flags.contains("e");
            state.trace |= flags.contains("x");
            if (flags.equals("-o")) {
                at++;
            }
        }
        List<String> rest = argv.subList(Math.min(at, argv.size()), argv.size());
        if (command) {
            if (rest.isEmpty()) {
                streams.err().write(state.name + ": -c requires an argument\n");
                done.accept(2);
                return state;
            }
            state.arguments = new ArrayList<>(rest.subList(Math.min(2, rest.size()), rest.size()));
            interpreter.script(rest.getFirst(), frame, done);
        } else if (rest.isEmpty()) {
            interpreter.script(streams.in().rest(), frame, done);
        } else {
            state.arguments = new ArrayList<>(rest.subList(1, rest.size()));
            try {
                String text = Files.read(process, Paths.absolute(directory, rest.getFirst()));
                interpreter.script(text, frame, done);
            } catch (FileError e) {
                streams.err().write(state.name + ": can't open '" + rest.getFirst() + "'\n");
                done.accept(2);
            }
        }
        return state;
    }
}
