package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.files.Paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands that act on the shell's own memory. */
final class Builtins {
    private static final Set<String> NAMES =
            Set.of(
                    ":",
                    "cd",
                    "export",
                    "readonly",
                    "local",
                    "unset",
                    "set",
                    "shift",
                    "read",
                    "trap",
                    "umask",
                    "alias",
                    "command",
                    "type",
                    "ulimit",
                    "jobs",
                    "hash",
                    "let");

    private Builtins() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    /** Empty when it is none of them. */
    static Optional<Outcome> run(
            List<String> argv, Frame frame, Streams streams, List<String[]> assigned) {
        if (!NAMES.contains(argv.getFirst())) {
            return Optional.empty();
        }
        ShellState state = frame.state;
        assigned.forEach(pair -> state.variables.put(pair[0], pair[1]));
        List<String> args = argv.subList(1, argv.size());
        return switch (argv.getFirst()) {
            case "cd" -> Optional.of(cd(args, frame, streams));
            case "export", "readonly", "local" -> {
                declare(argv.getFirst(), args, state, streams);
                yield Optional.of(Outcome.ok());
            }
            case "unset" -> {
                for (String name : args) {
                    state.variables.remove(name);
                    state.exported.remove(name);
                    state.functions.remove(name);
                }
                yield Optional.of(Outcome.ok());
            }
            case "set" -> {
                set(args, state, streams);
                yield Optional.of(Outcome.ok());
            }
            case "shift" -> {
                int count = args.isEmpty() ? 1 : Integer.parseInt(args.getFirst());
                boolean enough = count <= state.arguments.size();
                if (enough) {
                    state.arguments =
                            new ArrayList<>(state.arguments.subList(count, state.arguments.size()));
                }
                yield Optional.of(Outcome.of(enough ? 0 : 1));
            }
            case "read" -> Optional.of(read(args, state, streams));
            case "trap" -> {
                if (args.size() > 1) {
                    args.subList(1, args.size())
                            .forEach(
                                    signal ->
                                            state.traps.put(
                                                    signal.replaceFirst("^SIG", ""),
                                                    args.getFirst()));
                }
                yield Optional.of(Outcome.ok());
            }
            case "command", "type" -> lookUp(argv, frame, streams);
            default -> Optional.of(Outcome.ok());
        };
    }

    private static Outcome cd(List<String> args, Frame frame, Streams streams) {
        ShellState state = frame.state;
        String target =
                args.isEmpty() ? state.variables.getOrDefault("HOME", "/") : args.getFirst();
        if (target.equals("-")) {
            target = state.variables.getOrDefault("OLDPWD", "/");
        }
        String path = Paths.absolute(state.directory, target);
        state.variables.put("OLDPWD", state.directory);
        state.directory = path;
        state.variables.put("PWD", path);
        return Outcome.ok();
    }

    private static void declare(String how, List<String> args, ShellState state, Streams streams) {
        if (args.isEmpty() || args.getFirst().equals("-p")) {
            for (Map.Entry<String, String> entry : state.environment().entrySet()) {
                streams.out().write("export " + entry.getKey() + "='" + entry.getValue() + "'\n");
            }
            return;
        }
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (equals >= 0) {
                state.variables.put(name, arg.substring(equals + 1));
            }
            if (how.equals("export")) {
                state.exported.add(name);
            }
        }
    }

    private static void set(List<String> args, ShellState state, Streams streams) {
        if (args.isEmpty()) {
            state.variables.forEach(
                    (name, value) -> streams.out().write(name + "='" + value + "'\n"));
            return;
        }
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--") || !arg.matches("[-+][a-zA-Z]+")) {
                int from = arg.equals("--") ? i + 1 : i;
                state.arguments = new ArrayList<>(args.subList(from, args.size()));
                return;
            }
            if (arg.contains("e")) {
                state.exitOnError = arg.startsWith("-");
            }
            if (arg.contains("x")) {
                state.trace = arg.startsWith("-");
            }
            if (arg.endsWith("o")) {
                i++;
            }
        }
    }

    private static Outcome read(List<String> args, ShellState state, Streams streams) {
        List<String> names = args.stream().filter(a -> !a.startsWith("-")).toList();
        Optional<String> line = streams.in().line();
        String rest = line.orElse("").strip();
        List<String> targets = names.isEmpty() ? List.of("REPLY") : names;
        for (int i = 0; i < targets.size(); i++) {
            boolean last = i + 1 == targets.size();
            String[] parts = rest.split("\\s+", 2);
            state.variables.put(targets.get(i), last ? rest : parts[0]);
            rest = parts.length > 1 ? parts[1] : "";
        }
        return Outcome.of(line.isPresent() ? 0 : 1);
    }

    private static Optional<Outcome> lookUp(List<String> argv, Frame frame, Streams streams) {
        boolean type = argv.getFirst().equals("type");
        boolean verbose = argv.size() > 2 && argv.get(1).equalsIgnoreCase("-v");
        if (!type && !verbose) {
            return Optional.empty();
        }
        String name = argv.get(argv.size() - 1);
        boolean builtin = NAMES.contains(name) || BusyBox.alwaysThere(name);
        boolean tool = BusyBox.has(name);
        if (frame.state.functions.containsKey(name)) {
            streams.out().write(type ? name + " is a function\n" : name + "\n");
        } else if (builtin) {
            streams.out().write(type ? name + " is a shell builtin\n" : name + "\n");
        } else if (tool) {
            streams.out().write(type ? name + " is /bin/" + name + "\n" : "/bin/" + name + "\n");
        } else {
            if (type) {
                streams.err().write(name + ": not found\n");
            }
            return Optional.of(Outcome.of(127));
        }
        return Optional.of(Outcome.ok());
    }
}
