package dev.aoi.cluster.process;

import dev.aoi.cluster.process.shell.ShellProgram;

import java.util.ArrayList;
import java.util.List;

/** How an image's entry point and a container's command and args become one command line. */
public final class CommandLine {
    private CommandLine() {}

    /**
     * Resolves the program to run (Kubernetes: "Define a Command and Arguments for a Container").
     * {@code command} replaces the entry point and drops the image's arguments; {@code args}
     * replaces the image's arguments. Both may be empty.
     */
    public static Resolved resolve(Image image, List<String> command, List<String> args) {
        List<String> argv = new ArrayList<>(command.isEmpty() ? image.entrypoint() : command);
        if (!args.isEmpty()) {
            argv.addAll(args);
        } else if (command.isEmpty()) {
            argv.addAll(image.arguments());
        }
        if (argv.isEmpty()) {
            return new Resolved.NotFound("");
        }
        String name = argv.getFirst();
        String base = name.substring(name.lastIndexOf('/') + 1);
        var program = image.executables().get(base);
        if (program != null) {
            return new Resolved.Executable(program.get(), List.copyOf(argv));
        }
        return image.tools().contains(base)
                ? new Resolved.Executable(new ShellProgram(), List.copyOf(argv))
                : new Resolved.NotFound(name);
    }
}
