package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.world.ExecResult;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that can be run inside a container; all of them only read. */
final class ExecCommands {
    private ExecCommands() {}

    /**
     * Runs a command.
     *
     * @param listeners all sockets of the pod, whose containers share one network
     */
    static ExecResult run(RunningProcess process, List<Listener> listeners, List<String> argv) {
        String command = argv.isEmpty() ? "" : argv.getFirst();
        return switch (command) {
            case "cat" -> cat(process, listeners, argv.subList(1, argv.size()));
            case "env", "printenv" -> ok(environment(process.environment()));
            case "hostname" -> ok(process.hostname() + "\n");
            default -> notFound(command);
        };
    }

    private static ExecResult cat(
            RunningProcess process, List<Listener> listeners, List<String> paths) {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        for (String path : paths) {
            Optional<String> content = read(process, listeners, path);
            if (content.isPresent()) {
                out.append(content.get());
            } else {
                err.append("cat: ").append(path).append(": No such file or directory\n");
            }
        }
        return new ExecResult(out.toString(), err.toString(), err.isEmpty() ? 0 : 1);
    }

    private static Optional<String> read(
            RunningProcess process, List<Listener> listeners, String path) {
        return switch (path) {
            case "/proc/net/tcp", "/proc/self/net/tcp" -> Optional.of(ProcNetTcp.tcp(listeners));
            case "/proc/net/tcp6", "/proc/self/net/tcp6" -> Optional.of(ProcNetTcp.tcp6(listeners));
            case "/etc/hostname" -> Optional.of(process.hostname() + "\n");
            case "/proc/1/cmdline" -> Optional.of(String.join("\0", process.argv()) + "\0");
            default -> process.file(path);
        };
    }

    private static String environment(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .forEach(
                        e -> text.append(e.getKey()).append('=').append(e.getValue()).append('\n'));
        return text.toString();
    }

    private static ExecResult ok(String out) {
        return new ExecResult(out, "", 0);
    }

    private static ExecResult notFound(String command) {
        return new ExecResult(
                "",
                "OCI runtime exec failed: exec failed: unable to start container process: exec: \""
                        + command
                        + "\": executable file not found in $PATH\n",
                127);
    }
}
