package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.shell.CommandRun;
import dev.aoi.cluster.world.ExecResult;

import java.util.List;
import java.util.Optional;

/** Commands that are run inside a container, and the runtime's words where that is impossible. */
final class ExecCommands {
    private ExecCommands() {}

    /** Empty when the container has no such executable. */
    static Optional<ExecResult> run(ContainerProcess process, List<String> argv, String stdin) {
        return CommandRun.run(process, argv, stdin)
                .map(r -> new ExecResult(r.stdout(), r.stderr(), r.exitCode(), r.took()));
    }

    static String notFound(List<String> argv) {
        String command = argv.isEmpty() ? "" : argv.getFirst();
        return "OCI runtime exec failed: exec failed: unable to start container process: exec: \""
                + command
                + "\": "
                + (command.contains("/")
                        ? "stat " + command + ": no such file or directory"
                        : "executable file not found in $PATH");
    }
}
