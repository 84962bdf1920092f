package dev.aoi.cluster.conformance;

import dev.aoi.cluster.host.Kubeconfig;
import dev.aoi.cluster.kubelet.ContainerList;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where states are made: a host of worlds, the real clients, and scratch folders. */
final class Stage {
    /** How long a line of our own may take before its world's time passes for it. */
    private static final Duration HANGS = Duration.ofSeconds(20);

    /** So old is a node that is begun to be used: a little more than when its world is made. */
    private static final Duration UNUSED = Duration.ofSeconds(81);

    private static final Pattern KUBECONFIG = Pattern.compile("([-a-z0-9]+)\\.kubeconfig");

    private final WorldAccess access;
    private final Clients clients;
    private final Path manifests;
    private final Path scratch;

    Stage(WorldAccess access, Clients clients, Path manifests, Path scratch) {
        this.access = access;
        this.clients = clients;
        this.manifests = manifests;
        this.scratch = scratch;
    }

    /**
     * A state's world, which is as old as nodes are when somebody begins to use them.
     *
     * @param before how long the state is prepared, and within a second where it begins
     * @param length how long it takes
     */
    Scene open(String state, Duration before, Duration length, Rhythm rhythm) throws IOException {
        return new Scene(state, before, length, rhythm);
    }

    /** One state's world and folder. */
    final class Scene implements AutoCloseable {
        private final String world;
        private final Path home;
        private final Path folder;
        private final Kubeconfig admin;
        private final Shell shell;
        private final StateClock clock;
        private final Thread sleeps;
        private final ContainerList lists;
        private final Instant begins;

        private Scene(String state, Duration before, Duration length, Rhythm rhythm)
                throws IOException {
            this.world =
                    "conformance-"
                            + state.toLowerCase(java.util.Locale.ROOT)
                                    .replaceAll("[^a-z0-9]+", "-");
            this.home = Files.createDirectories(scratch.resolve(state));
            this.folder = Files.createDirectories(home.resolve("work"));
            Path bin = Files.createDirectories(home.resolve("bin"));
            Files.createSymbolicLink(bin.resolve("kubectl"), clients.kubectl().toAbsolutePath());
            if (clients.helm().isPresent()) {
                Files.createSymbolicLink(
                        bin.resolve("helm"), clients.helm().get().toAbsolutePath());
            }
            fill(folder);
            fill(Files.createDirectories(folder.resolve("manifests")));
            // On a whole second, so that what shares a second when it is made always does.
            Instant start =
                    Instant.now()
                            .minus(length)
                            .minus(before)
                            .minus(Duration.ofMinutes(30))
                            .truncatedTo(ChronoUnit.SECONDS);
            Instant used = start.plus(UNUSED);
            this.begins = used.plus(before);
            Instant created = start.minus(rhythm.earlier(access.lists(start), begins));
            this.lists = access.lists(created);
            access.create(world, created);
            this.admin = access.admin().kubeconfig(world);
            Path admin = AdminFiles.write(this.admin, folder);
            this.shell = new Shell(folder, home, admin);
            this.clock = new StateClock(access.admin(), world, used);
            clock.passTo(Duration.ZERO);
            this.sleeps = Pacer.sleeps(shell, clock);
        }

        private void fill(Path target) throws IOException {
            try (var files = Files.list(manifests)) {
                for (Path file : files.toList()) {
                    Path copy = target.resolve(file.getFileName().toString());
                    Files.write(copy, Files.readAllBytes(file));
                }
            }
        }

        Path folder() {
            return folder;
        }

        /** When its node lists its containers. */
        ContainerList lists() {
            return lists;
        }

        /** When the state begins. */
        Instant begins() {
            return begins;
        }

        StateClock clock() {
            return clock;
        }

        String server() {
            return admin.server().toString();
        }

        boolean hasHelm() {
            return clients.helm().isPresent();
        }

        Shell.Result run(String line, Duration begin, Duration end)
                throws IOException, InterruptedException {
            return shell.run(line, new Pacer(clock, end, end.minus(begin)));
        }

        /** Runs a line that is not compared; no time passes for it unless it hangs without. */
        Shell.Result help(String line) throws IOException, InterruptedException {
            return shell.run(line, new Pacer(clock, Duration.ZERO, HANGS));
        }

        /** Names of pods, replica sets and events, youngest first. */
        List<String> names() throws IOException, InterruptedException {
            String line =
                    "kubectl get pods,rs,jobs -A --sort-by=.metadata.creationTimestamp -o"
                            + " jsonpath='{range .items[*]}{.metadata.name}{\"\\n\"}{end}'";
            return help(line).output().out().lines().toList().reversed();
        }

        /** Writes the kubeconfigs that a line reads. */
        void kubeconfigs(String line, String namespace) throws IOException, InterruptedException {
            Matcher named = KUBECONFIG.matcher(line);
            while (named.find()) {
                Path file = folder.resolve(named.group());
                if (Files.exists(file)) {
                    continue;
                }
                String account = named.group(1);
                Shell.Result token =
                        help(
                                "kubectl create token %s -n %s --duration=24h"
                                        .formatted(account, namespace));
                if (token.exit() == 0) {
                    Files.writeString(
                            file,
                            admin.as(
                                            account,
                                            namespace,
                                            new Kubeconfig.Token(token.output().out().strip()))
                                    .text());
                }
            }
        }

        @Override
        public void close() throws IOException {
            sleeps.interrupt();
            access.admin().deleteWorld(world);
            remove(home);
        }
    }

    static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, java.io.IOException e)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
