package dev.aoi.systemtests.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * A JVM that this test started, in a folder of its own, where its output stays as {@code log}.
 *
 * <p>What must hold: it gets no environment but what the test gives it, and it never outlives the
 * test's JVM.
 */
final class Child implements AutoCloseable {
    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "TMPDIR");

    private final String name;
    private final Path folder;
    private final Process process;

    private Child(String name, Path folder, Process process) {
        this.name = name;
        this.folder = folder;
        this.process = process;
    }

    /** Starts it. The folder is made, and is also its working directory. */
    static Child start(
            String name, Path folder, List<String> command, Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile());
            builder.environment().keySet().retainAll(KEPT);
            builder.environment().putAll(settings);
            Process process = builder.start();
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
            return new Child(name, folder, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** kill -9; returns when it is gone. */
    void kill() {
        Signals.kill(process.pid());
        process.onExit().join();
    }

    /** kill -STOP: it does nothing more, but nobody is told. */
    void pause() {
        Signals.pause(process.pid());
    }

    /** kill -CONT. */
    void wake() {
        Signals.wake(process.pid());
    }

    /** What it has printed so far. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException("No log of " + name, e);
        }
    }

    /** As {@link #kill}, also when it has ended or is paused. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().onExit().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(name + " does not end", e);
        }
    }

    @Override
    public String toString() {
        return name + " (process " + process.pid() + ", " + folder + ")";
    }
}
