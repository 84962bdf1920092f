package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs bash lines in a folder of their own, with {@code sleep} answered by the world's clock.
 *
 * <p>The environment holds what a line needs and nothing of the user's: no configuration, cache or
 * proxy of theirs is read or written.
 */
final class Shell {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Sleeps as long as the world's clock needs to pass, which tells it by the two pipes. */
    private static final String SLEEP =
            "sleep() { echo \"${1%s}\" >\"$AOI_CLOCK.ask\"; read -r _ <\"$AOI_CLOCK.answer\"; }\n";

    /**
     * How a line ended.
     *
     * @param exit its exit code; -1 when it was stopped because it took too long
     */
    record Result(Block.Output output, int exit) {
        boolean stopped() {
            return exit < 0;
        }
    }

    private final Path folder;
    private final Path pipes;
    private final Map<String, String> environment;

    /**
     * A shell.
     *
     * @param folder where the lines run
     * @param home holds what clients keep, and a folder {@code bin} that is searched first
     */
    Shell(Path folder, Path home, Path kubeconfig) throws IOException {
        this.folder = folder;
        this.pipes = home.resolve("clock");
        this.environment =
                Map.of(
                        "PATH",
                        home.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin",
                        "HOME",
                        home.toString(),
                        "KUBECONFIG",
                        kubeconfig.toString(),
                        "AOI_CLOCK",
                        pipes.toString(),
                        "TMPDIR",
                        Files.createDirectories(home.resolve("tmp")).toString(),
                        "TERM",
                        "dumb",
                        "LC_ALL",
                        "C.UTF-8",
                        "TZ",
                        "UTC");
        for (String pipe : new String[] {".ask", ".answer"}) {
            run(new ProcessBuilder("mkfifo", pipes + pipe));
        }
    }

    private static void run(ProcessBuilder builder) throws IOException {
        try {
            if (builder.start().waitFor() != 0) {
                throw new IOException("Cannot run " + builder.command());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running " + builder.command(), e);
        }
    }

    /** Where {@code sleep} says how many seconds it wants. */
    Path asked() {
        return Path.of(pipes + ".ask");
    }

    /** Where {@code sleep} waits for a line. */
    Path answers() {
        return Path.of(pipes + ".answer");
    }

    /** Runs a line to its end, while {@code meanwhile} watches over it. */
    Result run(String line, Watcher meanwhile) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder.getParent(), "out", "");
        Path err = Files.createTempFile(folder.getParent(), "err", "");
        ProcessBuilder builder =
                new ProcessBuilder("setsid", "-w", "bash", "-c", SLEEP + line)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended;
        try (AutoCloseable watched = meanwhile.watch(process)) {
            ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop(process);
            throw e;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Cannot end what watched \"" + line + "\"", e);
        }
        if (!ended) {
            stop(process);
        }
        Block.Output output = new Block.Output(shown(read(out)), shown(read(err)));
        Files.delete(out);
        Files.delete(err);
        return new Result(output, ended ? process.exitValue() : -1);
    }

    /** Clients print where their home is, and the machine's own folder for what is temporary. */
    private String shown(String text) {
        return text.replace(environment.get("TMPDIR"), "/tmp")
                .replace(environment.get("HOME"), "~");
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    /** Looks after a running line. */
    interface Watcher {
        /** Begins; what is answered is closed when the line has ended. */
        AutoCloseable watch(Process process) throws IOException;
    }

    /** A text as one word of a bash line. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
