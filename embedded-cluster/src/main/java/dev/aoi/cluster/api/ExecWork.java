package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.stream.CommandStreams;
import dev.aoi.cluster.stream.CommandWork;
import dev.aoi.cluster.world.ExecResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A command that is run in a container.
 *
 * <p>Its input is read to its end before it is run, for a command takes no time. A shell at a
 * terminal is a loop instead: each line that is typed is a command of its own.
 */
final class ExecWork implements CommandWork {
    private static final Logger LOG = LoggerFactory.getLogger(ExecWork.class);
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "/bin/sh", "/bin/bash");
    private static final int END_OF_TEXT = 3;
    private static final int END_OF_TRANSMISSION = 4;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 127;

    private final CommandOptions options;
    private final List<String> command;
    private final BiFunction<List<String>, String, ExecResult> container;

    /**
     * A command.
     *
     * @param container runs a command with its input
     */
    ExecWork(Query query, BiFunction<List<String>, String, ExecResult> container) {
        this.options = CommandOptions.of(query);
        this.command = List.copyOf(query.all("command"));
        this.container = container;
    }

    @Override
    public boolean readsInput() {
        return options.input();
    }

    @Override
    public boolean terminal() {
        return options.terminal();
    }

    @Override
    public boolean writesOutput() {
        return options.output();
    }

    @Override
    public boolean writesErrors() {
        return options.errors();
    }

    @Override
    public void run(CommandStreams streams) throws IOException {
        ObjectNode outcome;
        try {
            boolean shell = command.size() == 1 && SHELLS.contains(command.getFirst());
            int exit =
                    options.terminal() && options.input() && shell ? shell(streams) : once(streams);
            outcome = ended(exit);
        } catch (ApiException e) {
            outcome = e.code() == 500 ? ApiException.internal(e.getMessage()).status() : e.status();
        } catch (RuntimeException e) {
            LOG.error("exec failed", e);
            outcome = ApiException.internal(String.valueOf(e.getMessage())).status();
        }
        streams.outcome(JsonText.bytes(outcome));
    }

    private int once(CommandStreams streams) throws IOException {
        String input =
                options.input()
                        ? new String(streams.input().readAllBytes(), StandardCharsets.UTF_8)
                        : "";
        ExecResult result = container.apply(command, input);
        show(streams, result);
        return result.exitCode();
    }

    private int shell(CommandStreams streams) throws IOException {
        InputStream typed = streams.input();
        int exit = 0;
        StringBuilder line = new StringBuilder();
        streams.output(utf8("/ # "));
        for (int key = typed.read(); key >= 0; key = typed.read()) {
            switch (key) {
                case '\r', '\n' -> {
                    streams.output(utf8("\r\n"));
                    String text = line.toString().strip();
                    line.setLength(0);
                    if (text.equals("exit")) {
                        return exit;
                    }
                    if (!text.isEmpty()) {
                        List<String> shell = List.of(command.getFirst(), "-c", text);
                        ExecResult result = container.apply(shell, "");
                        show(streams, result);
                        exit = result.exitCode();
                    }
                    streams.output(utf8("/ # "));
                }
                case END_OF_TRANSMISSION -> {
                    return exit;
                }
                case END_OF_TEXT -> {
                    line.setLength(0);
                    streams.output(utf8("^C\r\n/ # "));
                }
                case BACKSPACE, DELETE -> {
                    if (!line.isEmpty()) {
                        line.setLength(line.length() - 1);
                        streams.output(utf8("\b \b"));
                    }
                }
                default -> {
                    line.append((char) key);
                    streams.output(new byte[] {(byte) key});
                }
            }
        }
        return exit;
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
