package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.LogLine;
import dev.aoi.cluster.world.World;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A log that is followed: what is there, then every line as the world's time passes, until the
 * container's instance ends, its pod goes, or the world ends.
 */
public final class LogFollow {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /** Where the text goes. */
    public interface Sink {
        /** Sends a piece of the log. */
        void send(byte[] text) throws IOException;
    }

    private record Look(List<LogLine> lines, boolean over, Instant at) {}

    private final World world;
    private final ObjectKey pod;
    private final String container;
    private final LogFilter filter;
    private final String instance;
    private final List<LogLine> first;
    private @Nullable LogLine last;
    private long left;

    private LogFollow(
            World world,
            ObjectKey pod,
            String container,
            LogFilter filter,
            String instance,
            List<LogLine> lines) {
        this.world = world;
        this.pod = pod;
        this.container = container;
        this.filter = filter;
        this.instance = instance;
        this.first = List.copyOf(filter.first(lines));
        this.last = lines.isEmpty() ? null : lines.getLast();
        this.left = filter.limit().orElse(Long.MAX_VALUE);
    }

    /**
     * Begins to follow; called with the world's lock held.
     *
     * @throws ApiException when the container has no log yet
     */
    static LogFollow of(World world, ObjectNode pod, String container, LogFilter filter) {
        ObjectKey key =
                new ObjectKey(ResourceKinds.POD, ObjectMeta.namespace(pod), ObjectMeta.name(pod));
        List<LogLine> lines = world.runtime().logs(key.namespace(), key.name(), container, false);
        return new LogFollow(
                world,
                key,
                container,
                filter,
                PodContainers.status(pod, container).path("containerID").asString(""),
                lines);
    }

    /** Sends the log until it ends. */
    public void run(Sink sink) throws IOException, InterruptedException {
        send(sink, first);
        while (left > 0) {
            Look look = world.locked(this::look);
            send(sink, look.lines());
            if (look.over()) {
                return;
            }
            world.awaitTime(look.at(), LOOK_AGAIN);
        }
    }

    private Look look() {
        Optional<ObjectNode> stored = world.store().get(pod);
        if (world.closed() || stored.isEmpty()) {
            return new Look(List.of(), true, world.now());
        }
        JsonNode status = PodContainers.status(stored.get(), container);
        boolean same = status.path("containerID").asString("").equals(instance);
        boolean over = !same || !status.path("state").has("running");
        List<LogLine> lines;
        try {
            lines = world.runtime().logs(pod.namespace(), pod.name(), container, !same);
        } catch (ApiException e) {
            // The instance and its log are gone.
            return new Look(List.of(), true, world.now());
        }
        List<LogLine> more = after(lines);
        if (!more.isEmpty()) {
            last = more.getLast();
        }
        return new Look(more, over, world.now());
    }

    /** The lines after the last one that was seen; old ones may have been dropped meanwhile. */
    private List<LogLine> after(List<LogLine> lines) {
        int from = lines.size();
        while (from > 0 && lines.get(from - 1) != last) {
            from--;
        }
        return List.copyOf(lines.subList(from, lines.size()));
    }

    private void send(Sink sink, List<LogLine> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        byte[] text = filter.text(lines).getBytes(StandardCharsets.UTF_8);
        sink.send(text.length > left ? Arrays.copyOf(text, (int) left) : text);
        left -= text.length;
    }
}
