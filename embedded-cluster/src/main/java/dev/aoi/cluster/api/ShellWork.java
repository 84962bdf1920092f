package dev.aoi.cluster.api;

import dev.aoi.cluster.stream.CommandStreams;
import dev.aoi.cluster.world.ExecResult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A client that types at a container's first process, a shell: when it is left, the container ends.
 *
 * @param options the streams that it asked for
 * @param container where the shell is
 */
record ShellWork(CommandOptions options, ContainerCommands container) implements PodCommand {
    private static final String SHELL = "sh";

    @Override
    public void run(CommandStreams streams) throws IOException, InterruptedException {
        container.exit(
                options.terminal()
                        ? new TypedShell(streams, SHELL, container).run()
                        : script(streams));
        streams.outcome(JsonText.bytes(ExecWork.ended(0)));
    }

    private int script(CommandStreams streams) throws IOException, InterruptedException {
        String typed = new String(streams.input().readAllBytes(), StandardCharsets.UTF_8);
        ExecResult result = container.run(List.of(SHELL), typed);
        streams.output(result.stdout().getBytes(StandardCharsets.UTF_8));
        streams.error(result.stderr().getBytes(StandardCharsets.UTF_8));
        container.pass(result.took());
        return result.exitCode();
    }
}
