package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.FileSystem;
import dev.aoi.cluster.process.files.Paths;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Makes the streams that redirections ask for. */
final class Redirections {
    private Redirections() {}

    /**
     * Opens all targets.
     *
     * @throws FileError with the shell's words when one cannot be opened
     */
    static Streams open(
            List<Node.Redirect> redirects,
            Streams before,
            RunningProcess process,
            ShellState state,
            Expansion expansion)
            throws FileError {
        Streams streams = before;
        for (Node.Redirect redirect : redirects) {
            String target = expansion.single(redirect.target());
            streams =
                    switch (redirect.operator()) {
                        case "<<", "<<-" -> streams.withIn(new Source(target));
                        case "<" -> streams.withIn(source(process, state, target));
                        case "<&" -> streams;
                        case ">&" ->
                                target.equals("1") || target.equals("2") || target.equals("-")
                                        ? duplicate(streams, redirect.fd(), target)
                                        : both(streams, sink(process, state, target, false));
                        case "&>" -> both(streams, sink(process, state, target, false));
                        default -> {
                            boolean append = redirect.operator().equals(">>");
                            Sink sink = special(streams, process, target);
                            sink = sink == null ? sink(process, state, target, append) : sink;
                            yield redirect.fd() == 2
                                    ? streams.withErr(sink)
                                    : redirect.fd() == 1 ? streams.withOut(sink) : streams;
                        }
                    };
        }
        return streams;
    }

    private static Streams duplicate(Streams streams, int fd, String target) {
        Sink sink =
                switch (target) {
                    case "1" -> streams.out();
                    case "2" -> streams.err();
                    default -> text -> "";
                };
        return fd == 2 ? streams.withErr(sink) : fd == 1 ? streams.withOut(sink) : streams;
    }

    private static Streams both(Streams streams, Sink sink) {
        return streams.withOut(sink).withErr(sink);
    }

    private static @Nullable Sink special(Streams streams, RunningProcess process, String path) {
        return switch (path) {
            case "/dev/null" -> text -> "";
            case "/dev/stdout" -> streams.out();
            case "/dev/stderr" -> streams.err();
            case "/proc/1/fd/1", "/proc/1/fd/2" -> new LineSink(process::log);
            default -> null;
        };
    }

    private static Source source(RunningProcess process, ShellState state, String target)
            throws FileError {
        try {
            return new Source(Files.read(process, Paths.absolute(state.directory, target)));
        } catch (FileError e) {
            String why = e.text().equals(FileError.MISSING) ? "no such file" : e.text();
            throw new FileError("can't open " + target + ": " + why);
        }
    }

    private static Sink sink(
            RunningProcess process, ShellState state, String target, boolean append)
            throws FileError {
        FileSystem files = process.machine().files();
        String path = Paths.absolute(state.directory, target);
        try {
            files.write(path, "", append);
        } catch (FileError e) {
            String why = e.text().equals(FileError.MISSING) ? "nonexistent directory" : e.text();
            throw new FileError("can't create " + target + ": " + why);
        }
        return text -> {
            try {
                files.write(path, text, true);
                return "";
            } catch (FileError e) {
                return e.text();
            }
        };
    }
}
