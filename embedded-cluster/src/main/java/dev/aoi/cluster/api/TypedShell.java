package dev.aoi.cluster.api;

import dev.aoi.cluster.stream.CommandStreams;
import dev.aoi.cluster.world.ExecResult;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell at a terminal. Each line that is typed is a command of its own, run in a new shell; what
 * must outlast it, its directory and its variables, is done again before the next one.
 */
final class TypedShell {
    private static final int END_OF_TEXT = 3;
    private static final int END_OF_TRANSMISSION = 4;
    private static final int BACKSPACE = 8;
    private static final int DELETE = 127;
    private static final int INTERRUPTED = 130;
    private static final Pattern EXIT = Pattern.compile("exit(?:\\s+(\\d{1,9}))?");
    private static final Pattern LASTING =
            Pattern.compile("(?:cd|export|unset|alias)\\b.*|[A-Za-z_]\\w*=\\S*");

    private final CommandStreams streams;
    private final String shell;
    private final ContainerCommands container;
    private final List<String> lasting = new ArrayList<>();
    private String directory = "/";
    private int status;

    /**
     * A shell that has not begun.
     *
     * @param shell its executable
     */
    TypedShell(CommandStreams streams, String shell, ContainerCommands container) {
        this.streams = streams;
        this.shell = shell;
        this.container = container;
    }

    /** Reads and runs lines until the shell is left; gives its exit code. */
    int run() throws IOException {
        InputStream typed = streams.input();
        StringBuilder line = new StringBuilder();
        prompt();
        for (int key = typed.read(); key >= 0; key = typed.read()) {
            switch (key) {
                case '\r', '\n' -> {
                    show("\r\n");
                    String text = line.toString().strip();
                    line.setLength(0);
                    Matcher exit = EXIT.matcher(text);
                    if (exit.matches()) {
                        return exit.group(1) == null
                                ? status
                                : Integer.parseInt(exit.group(1)) & 0xff;
                    }
                    if (!text.isEmpty()) {
                        execute(text);
                    }
                    prompt();
                }
                case END_OF_TRANSMISSION -> {
                    if (line.isEmpty()) {
                        show("\r\n");
                        return status;
                    }
                }
                case END_OF_TEXT -> {
                    line.setLength(0);
                    status = INTERRUPTED;
                    show("^C\r\n");
                    prompt();
                }
                case BACKSPACE, DELETE -> {
                    if (!line.isEmpty()) {
                        line.setLength(line.length() - 1);
                        show("\b \b");
                    }
                }
                default -> {
                    line.append((char) key);
                    streams.output(new byte[] {(byte) key});
                }
            }
        }
        return status;
    }

    private void execute(String text) throws IOException {
        ExecResult result = script("(exit " + status + ")\n" + text);
        show((result.stdout() + result.stderr()).replace("\n", "\r\n"));
        status = result.exitCode();
        if (status == 0 && LASTING.matcher(text).matches()) {
            lasting.add(text);
            directory = script("pwd").stdout().strip();
        }
    }

    private ExecResult script(String text) {
        List<String> lines = new ArrayList<>(lasting);
        lines.add(text);
        return container.run(List.of(shell, "-c", String.join("\n", lines)), "");
    }

    private void prompt() throws IOException {
        show(directory + " # ");
    }

    private void show(String text) throws IOException {
        streams.output(text.getBytes(StandardCharsets.UTF_8));
    }
}
