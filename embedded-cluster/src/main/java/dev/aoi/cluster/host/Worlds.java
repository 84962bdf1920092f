package dev.aoi.cluster.host;

import dev.aoi.cluster.api.KubernetesApi;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.BehaviourFactory;
import dev.aoi.cluster.world.Pace;
import dev.aoi.cluster.world.World;
import dev.aoi.cluster.world.WorldSpec;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The worlds of a host and their logs. */
final class Worlds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worlds.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,126}[a-z0-9])?");
    private static final String SUFFIX = ".world";

    private record Hosted(World world, WorldLog log) {}

    private final Path folder;
    private final BehaviourFactory behaviours;
    private final WallClock wallClock = new WallClock();
    private final Map<String, Hosted> hosted = new ConcurrentSkipListMap<>();

    /** Opens the folder and replays every world in it. */
    Worlds(Path folder, BehaviourFactory behaviours) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.behaviours = behaviours;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
                tryToLoad(file);
            }
        }
    }

    /**
     * Makes a world.
     *
     * @throws ApiException 400 for a name that cannot be used, 409 when there is one, also one that
     *     could not be replayed
     */
    synchronized World create(String name, WorldSpec spec) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.badRequest(
                    "\"%s\" cannot name a world: use lower-case letters, digits, '-' and '.', at most 128"
                            .formatted(name));
        }
        if (hosted.containsKey(name) || Files.exists(file(name))) {
            throw new ApiException(
                    409,
                    "AlreadyExists",
                    "world \"" + name + "\" already exists",
                    JsonNodeFactory.instance.objectNode());
        }
        World world = new World(name, spec, behaviours);
        try {
            WorldLog log = new WorldLog(file(name), 0);
            log.created(name, spec);
            world.journal(log);
            host(world, log);
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log of world " + name, e);
        }
    }

    private void host(World world, WorldLog log) {
        hosted.put(world.name(), new Hosted(world, log));
        if (world.spec().pace() == Pace.WALL) {
            wallClock.follow(world);
        }
    }

    /**
     * Lets a world's time pass.
     *
     * @return its new time
     */
    Instant advance(World world, Duration duration) {
        Instant now = world.advance(duration);
        if (world.spec().pace() == Pace.WALL) {
            wallClock.follow(world);
        }
        return now;
    }

    Optional<World> find(String name) {
        return Optional.ofNullable(hosted.get(name)).map(Hosted::world);
    }

    List<World> all() {
        return hosted.values().stream().map(Hosted::world).toList();
    }

    /** Ends a world and removes its log; nothing happens when there is none. */
    synchronized void delete(String name) {
        if (!NAME.matcher(name).matches()) {
            return;
        }
        @Nullable Hosted gone = hosted.remove(name);
        try {
            if (gone != null) {
                end(gone);
            }
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the log of world " + name, e);
        }
    }

    /** Ends all worlds; their logs stay. */
    @Override
    public synchronized void close() {
        for (Hosted entry : hosted.values()) {
            try {
                end(entry);
            } catch (IOException e) {
                LOG.warn(
                        "Cannot close the log of world {}: {}",
                        entry.world().name(),
                        e.getMessage());
            }
        }
        hosted.clear();
        wallClock.close();
    }

    private static void end(Hosted entry) throws IOException {
        entry.world().close();
        entry.log().close();
    }

    /** One world that cannot be replayed must not keep the others from being served. */
    private void tryToLoad(Path file) {
        try {
            load(file);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "{} cannot be replayed, its world is not served until the file is restored or"
                            + " the world is deleted: {}",
                    file,
                    e.getMessage());
        }
    }

    private void load(Path file) throws IOException {
        LogReader log = LogReader.read(file);
        if (log.records().isEmpty()) {
            LOG.warn(
                    "{} holds no whole record: its world was never answered for; removing it",
                    file);
            Files.delete(file);
            return;
        }
        LogRecord first = log.records().getFirst();
        if (!first.isCreation() || first.json().path("format").asInt(0) != LogRecord.FORMAT) {
            throw new IOException(
                    "The log %s does not begin with a creation record of format %d: remove it, or use the version that wrote it"
                            .formatted(file, LogRecord.FORMAT));
        }
        String name = first.json().path("world").asString("");
        World world = new World(name, first.spec(), behaviours);
        for (LogRecord entry : log.records().subList(1, log.records().size())) {
            if (entry.isClock()) {
                world.replay(entry.at());
            } else {
                KubernetesApi.replay(world, entry.at(), entry.request());
            }
        }
        WorldLog continued = new WorldLog(file, log.length());
        world.journal(continued);
        host(world, continued);
        LOG.info(
                "World {} replayed from {} records to {}", name, log.records().size(), world.now());
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }
}
