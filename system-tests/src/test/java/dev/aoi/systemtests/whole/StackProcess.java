package dev.aoi.systemtests.whole;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.StackAddress;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.secrets.RoleSecrets;
import dev.aoi.standalone.secrets.SecretsFile;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code aoi up} in a process of its own, on the class path of this test. */
final class StackProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(300);
    private static final long STOP_SECONDS = 120;

    private final AoiFolder folder;
    private final Process process;
    private final Path output;
    private final StackAddress address;

    private StackProcess(AoiFolder folder, Process process, Path output) {
        this.folder = folder;
        this.process = process;
        this.output = output;
        this.address = await();
    }

    /**
     * Starts a stack and waits until it says where it is.
     *
     * @param data its data folder, possibly of a stack that was killed
     * @param settings environment variables beside those of this process
     */
    static StackProcess start(Path data, Map<String, String> settings) throws IOException {
        AoiFolder folder = new AoiFolder(data);
        Files.createDirectories(data);
        // What a killed stack left behind is not the new one's address.
        StackAddress.remove(folder);
        Path output = Files.createTempFile(data, "up-", ".out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "dev.aoi.standalone.Aoi",
                        "up",
                        "--data",
                        data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        // Settings of whoever runs the tests must not choose the minds.
        List.of("API_SOURCE", "API_KEY", "API_BASE", "MODEL", "AOI_POLICY", "AOI_HOME")
                .forEach(environment::remove);
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new StackProcess(folder, builder.start(), output);
    }

    Connection connection() {
        return new Connection(address.bootstrap(), address.registry());
    }

    /** A client of its world host. */
    ClusterAdmin clusterAdmin() {
        RoleSecrets secrets = SecretsFile.read(folder.secrets()).orElseThrow();
        try {
            return new ClusterAdmin(
                    URI.create(address.cluster()),
                    Files.readString(folder.worldsCa()),
                    secrets.admin());
        } catch (IOException e) {
            throw new UncheckedIOException("The host has no certificate", e);
        }
    }

    /** What it printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its log, for messages of failed tests. */
    String log() {
        try {
            List<String> lines = Files.readAllLines(folder.logs().resolve("aoi.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, as Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "The stack did not stop within " + STOP_SECONDS + " s\n" + log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private StackAddress await() {
        try {
            return Awaitility.await("stack.json")
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(50))
                    .until(this::announced, Optional::isPresent)
                    .orElseThrow();
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw new AssertionError("The stack did not start:\n" + output() + log(), e);
        }
    }

    private Optional<StackAddress> announced() {
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended with status " + process.exitValue());
        }
        return StackAddress.read(folder).filter(a -> a.pid() == process.pid());
    }
}
