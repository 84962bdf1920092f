package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.stream.CommandStreams;
import dev.aoi.cluster.world.ExecResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A command that is run in a container.
 *
 * <p>Its input is read to its end before it is run, and its output is there at once; where the
 * world's time passes by itself it ends only after the time that it takes.
 */
final class ExecWork implements PodCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ExecWork.class);
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "/bin/sh", "/bin/bash");
    private static final int KILLED = 137;

    private final CommandOptions options;
    private final List<String> command;
    private final ContainerCommands container;

    /** A command of a query. */
    ExecWork(Query query, ContainerCommands container) {
        this.options = CommandOptions.of(query);
        this.command = List.copyOf(query.all("command"));
        this.container = container;
    }

    @Override
    public CommandOptions options() {
        return options;
    }

    @Override
    public void run(CommandStreams streams) throws IOException, InterruptedException {
        ObjectNode outcome;
        try {
            boolean shell = command.size() == 1 && SHELLS.contains(command.getFirst());
            int exit =
                    options.terminal() && options.input() && shell
                            ? new TypedShell(streams, command.getFirst(), container).run()
                            : once(streams);
            outcome = ended(exit);
        } catch (ApiException e) {
            outcome = e.code() == 500 ? ApiException.internal(e.getMessage()).status() : e.status();
        } catch (RuntimeException e) {
            LOG.error("exec failed", e);
            outcome = ApiException.internal(String.valueOf(e.getMessage())).status();
        }
        streams.outcome(JsonText.bytes(outcome));
    }

    private int once(CommandStreams streams) throws IOException, InterruptedException {
        String input =
                options.input()
                        ? new String(streams.input().readAllBytes(), StandardCharsets.UTF_8)
                        : "";
        ExecResult result = container.run(command, input);
        show(streams, result);
        return container.pass(result.took()) ? result.exitCode() : KILLED;
    }

    private void show(CommandStreams streams, ExecResult result) throws IOException {
        if (options.terminal()) {
            String all = result.stdout() + result.stderr();
            streams.output(utf8(all.replace("\n", "\r\n")));
        } else {
            streams.output(utf8(result.stdout()));
            streams.error(utf8(result.stderr()));
        }
    }

    static ObjectNode ended(int exitCode) {
        ObjectNode status = JsonText.object();
        status.putObject("metadata");
        if (exitCode == 0) {
            return status.put("status", "Success");
        }
        status.put("status", "Failure")
                .put(
                        "message",
                        "command terminated with non-zero exit code: exit status " + exitCode)
                .put("reason", "NonZeroExitCode");
        status.putObject("details")
                .putArray("causes")
                .addObject()
                .put("reason", "ExitCode")
                .put("message", Integer.toString(exitCode));
        return status;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
