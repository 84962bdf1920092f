package dev.aoi.standalone.stack;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.FolderLock;
import dev.aoi.standalone.folder.HostAddress;
import dev.aoi.standalone.folder.StackAddress;
import dev.aoi.standalone.secrets.RoleSecrets;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The host of a folder's worlds, in whatever process it runs: found, or started in the background,
 * where it outlives the command and its terminal.
 */
public final class BackgroundHost {
    private static final Duration START_LIMIT = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final AoiFolder folder;
    private final HostAddress address;
    private final RoleSecrets secrets;

    private BackgroundHost(AoiFolder folder, HostAddress address, RoleSecrets secrets) {
        this.folder = folder;
        this.address = address;
        this.secrets = secrets;
    }

    /** The host that serves now; empty when there is none. */
    public static Optional<BackgroundHost> find(AoiFolder folder, RoleSecrets secrets) {
        return folder.exists() && served(folder)
                ? awaited(folder, Optional.empty())
                        .map(address -> new BackgroundHost(folder, address, secrets))
                : Optional.empty();
    }

    /** The host that serves now, or a new one: on the port of the last one, if it is free. */
    public static BackgroundHost findOrStart(AoiFolder folder, RoleSecrets secrets) {
        Optional<BackgroundHost> running = find(folder, secrets);
        if (running.isPresent()) {
            return running.get();
        }
        int last = HostAddress.read(folder).map(HostAddress::port).orElse(0);
        Optional<HostAddress> address = awaited(folder, Optional.of(launch(folder, last)));
        if (address.isEmpty() && last != 0) {
            address = awaited(folder, Optional.of(launch(folder, 0)));
        }
        return address.map(found -> new BackgroundHost(folder, found, secrets))
                .orElseThrow(
                        () ->
                                CommandFailure.environment(
                                        "The world host did not start; why is in "
                                                + output(folder)
                                                + "."));
    }

    /** Where it listens. */
    public HostAddress address() {
        return address;
    }

    /** A client of its admin API. */
    public ClusterAdmin admin() {
        try {
            return new ClusterAdmin(
                    URI.create(address.url()),
                    Files.readString(folder.worldsCa()),
                    secrets.admin());
        } catch (IOException e) {
            throw CommandFailure.environment(
                    "The host's certificate " + folder.worldsCa() + " cannot be read.", e);
        }
    }

    /** Whether it serves a whole stack, which needs it. */
    public boolean partOfStack() {
        return StackAddress.read(folder).filter(s -> s.pid() == address.pid()).isPresent();
    }

    /** Ends its process; the worlds stay in their logs. */
    public void stop() {
        ProcessHandle.of(address.pid())
                .ifPresent(
                        process -> {
                            process.destroy();
                            process.onExit().join();
                        });
    }

    /** Whether a process serves the folder's worlds now. */
    private static boolean served(AoiFolder folder) {
        Optional<FolderLock> free = FolderLock.tryTake(folder.worldsLock());
        free.ifPresent(FolderLock::close);
        return free.isEmpty();
    }

    private static Optional<HostAddress> awaited(AoiFolder folder, Optional<Process> started) {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < giveUp) {
            Optional<HostAddress> address =
                    HostAddress.read(folder)
                            .filter(
                                    a ->
                                            started.map(Process::pid)
                                                    .map(Object::toString)
                                                    .orElseGet(
                                                            () ->
                                                                    FolderLock.holder(
                                                                            folder.worldsLock()))
                                                    .equals(Long.toString(a.pid())));
            if (address.isPresent()) {
                return address;
            }
            if (started.isPresent() && !started.get().isAlive()) {
                return Optional.empty();
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.environment("Interrupted while the world host started.", e);
            }
        }
        return Optional.empty();
    }

    private static Path output(AoiFolder folder) {
        return folder.logs().resolve("cluster.log");
    }

    private static Process launch(AoiFolder folder, int port) {
        List<String> command = new ArrayList<>();
        // A session of its own: neither Ctrl-C nor the end of the terminal reaches it.
        Path detach = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(detach)) {
            command.add(detach.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(BackgroundHost::forTheHost)
                        .toList());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.aoi.standalone.Aoi",
                        "cluster",
                        "serve",
                        "--data",
                        folder.root().toString(),
                        "--port",
                        Integer.toString(port)));
        try {
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output(folder).toFile()))
                    .start();
        } catch (IOException e) {
            throw CommandFailure.environment("The world host could not be started.", e);
        }
    }

    /** Agents (coverage, debuggers) are for this process alone. */
    private static boolean forTheHost(String option) {
        return !option.startsWith("-javaagent") && !option.startsWith("-agentlib");
    }
}
