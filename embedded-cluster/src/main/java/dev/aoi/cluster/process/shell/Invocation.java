package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Machine;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.Paths;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One command that is run: its words, what it reads and writes, and where. */
final class Invocation {
    /** Runs another command with these words. */
    @FunctionalInterface
    interface Runner {
        Outcome run(List<String> argv, Streams streams);
    }

    private final RunningProcess process;
    private final List<String> argv;
    private final Map<String, String> environment;
    private final String directory;
    private final Streams streams;
    private final Instant now;
    private final Runner runner;
    private String failure = "";

    Invocation(
            RunningProcess process,
            List<String> argv,
            Map<String, String> environment,
            String directory,
            Streams streams,
            Instant now,
            Runner runner) {
        this.process = process;
        this.argv = List.copyOf(argv);
        this.environment = environment;
        this.directory = directory;
        this.streams = streams;
        this.now = now;
        this.runner = runner;
    }

    RunningProcess process() {
        return process;
    }

    Machine machine() {
        return process.machine();
    }

    String name() {
        return Paths.name(argv.getFirst());
    }

    /** The words after the name. */
    List<String> args() {
        return argv.subList(1, argv.size());
    }

    Map<String, String> environment() {
        return environment;
    }

    Instant now() {
        return now;
    }

    Streams streams() {
        return streams;
    }

    Source in() {
        return streams.in();
    }

    String path(String given) {
        return Paths.absolute(directory, given);
    }

    String directory() {
        return directory;
    }

    void out(String text) {
        String problem = streams.out().write(text);
        if (!problem.isEmpty()) {
            failure = problem;
        }
    }

    void line(String text) {
        out(text + "\n");
    }

    /** Why the last write to standard output failed; empty when none did. */
    String failure() {
        return failure;
    }

    /** Says something on standard error, after the own name. */
    void complain(String text) {
        streams.err().write(name() + ": " + text + "\n");
    }

    Outcome fail(String text) {
        complain(text);
        return Outcome.of(1);
    }

    Outcome fail(String text, Duration took) {
        complain(text);
        return new Outcome(1, took);
    }

    Outcome run(List<String> command, Streams with) {
        return runner.run(command, with);
    }

    String read(String path) throws FileError {
        return Files.read(process, path(path));
    }

    /** Standard input, or the files one after the other. */
    String input(List<String> files) throws FileError {
        if (files.isEmpty()) {
            return in().rest();
        }
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(file.equals("-") ? in().rest() : read(file));
        }
        return all.toString();
    }
}
