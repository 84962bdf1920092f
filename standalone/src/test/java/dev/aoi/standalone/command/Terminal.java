package dev.aoi.standalone.command;

import dev.aoi.standalone.Interruption;
import dev.aoi.standalone.Session;
import dev.aoi.standalone.stack.Timings;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A person at a terminal: types commands, reads both streams, presses Ctrl-C. */
public final class Terminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path home;
    private final Map<String, String> environment;
    private final Interruption interruption = new Interruption();

    /** In this folder, with no environment. */
    public Terminal(Path home) {
        this(home, Map.of());
    }

    public Terminal(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The command line. */
    public CommandLine line() {
        return CommandLines.of(
                AoiCommand.class,
                new Session(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        home,
                        false,
                        interruption,
                        new Timings(System.nanoTime())));
    }

    /** Runs a command; gives its exit status. */
    public int run(String... words) {
        return line().execute(words);
    }

    /** Presses Ctrl-C. */
    public void interrupt() {
        interruption.request();
    }

    /** Standard output so far. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Standard error so far. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
