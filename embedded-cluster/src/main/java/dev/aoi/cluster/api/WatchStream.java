package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.StoreEvent;
import dev.aoi.cluster.world.World;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One watch: the objects that are there where the client asked for them, then every change, until
 * its time is up or the world ends. Each event is sent once, in the order of resource versions.
 */
public final class WatchStream {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BOOKMARK_EVERY = Duration.ofMinutes(1);

    /** Where events go. */
    public interface Sink {
        /** Sends one event as a line of JSON, without the line feed. */
        void send(String line) throws IOException;

        /** Whether anyone still listens. */
        boolean open();
    }

    private record Batch(List<StoreEvent> events, long revision, Instant now) {}

    private final World world;
    private final ResourceKind kind;
    private final Selection selection;
    private final ApiCall call;
    private final boolean bookmarks;
    private final boolean initialEvents;
    private final boolean fromTheBeginning;
    private final Duration timeout;
    private final List<ObjectNode> initial;
    private final Instant began;
    private long revision;
    private boolean headerSent;

    /** Called with the world's lock held. */
    WatchStream(World world, ResourceKind kind, ResourceRequest request, ApiCall call) {
        Query query = call.query();
        ListOptions.checkWatch(query);
        this.world = world;
        this.kind = kind;
        this.selection = Selection.of(kind, request, query);
        this.call = call;
        this.bookmarks = query.flag("allowWatchBookmarks");
        this.initialEvents = query.flag("sendInitialEvents");
        long seconds = query.number("timeoutSeconds").orElse(0);
        this.timeout =
                seconds > 0 && seconds < LONGEST.toSeconds()
                        ? Duration.ofSeconds(seconds)
                        : LONGEST;
        long from = query.number("resourceVersion").orElse(0);
        this.began = world.now();
        this.fromTheBeginning = from == 0;
        if (from == 0 || initialEvents) {
            this.revision = world.store().revision();
            this.initial =
                    world.store().list(kind.stored(), selection.namespace()).stream()
                            .filter(selection::matches)
                            .toList();
        } else {
            this.revision = from;
            this.initial = List.of();
        }
    }

    /** Sends events until the time is up, the world ends, or nobody listens. */
    public void run(Sink sink) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (ObjectNode object : initial) {
            send(sink, "ADDED", object, began);
        }
        if (initialEvents || fromTheBeginning && bookmarks) {
            bookmark(sink, true);
        }
        while (sink.open() && !world.closed()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Duration wait = Duration.ofNanos(Math.min(left, BOOKMARK_EVERY.toNanos()));
            boolean changed = world.awaitChange(revision, wait);
            if (!changed) {
                if (bookmarks && !world.closed() && wait.equals(BOOKMARK_EVERY)) {
                    bookmark(sink, false);
                }
                continue;
            }
            try {
                forward(sink, next());
            } catch (ApiException e) {
                send(sink, "ERROR", e.status());
                return;
            }
        }
    }

    private Batch next() {
        return world.locked(
                () ->
                        new Batch(
                                world.store().history().since(kind.stored(), revision),
                                world.store().revision(),
                                world.now()));
    }

    private void forward(Sink sink, Batch batch) throws IOException {
        for (StoreEvent event : batch.events()) {
            Optional<String> type = typeFor(event);
            if (type.isPresent()) {
                send(sink, type.get(), event.object(), batch.now());
            }
        }
        revision = batch.revision();
    }

    /** What a change means to a client that sees only selected objects. */
    private Optional<String> typeFor(StoreEvent event) {
        @Nullable ObjectNode previous = event.previous();
        boolean before = previous != null && selection.matches(previous);
        boolean after =
                event.type() != StoreEvent.Type.DELETED && selection.matches(event.object());
        if (after) {
            return Optional.of(before ? "MODIFIED" : "ADDED");
        }
        return before ? Optional.of("DELETED") : Optional.empty();
    }

    private void send(Sink sink, String type, ObjectNode object, Instant now) throws IOException {
        ObjectNode shaped =
                switch (Form.of(call.accept())) {
                    case OBJECT -> kind.conversion().shown(object);
                    case PARTIAL -> Tables.partial(object);
                    case TABLE ->
                            Tables.of(
                                    kind,
                                    List.of(object),
                                    Tables.version(object),
                                    call.query().first("includeObject"),
                                    now,
                                    !headerSent);
                };
        headerSent = true;
        send(sink, type, shaped);
    }

    private void bookmark(Sink sink, boolean endsInitial) throws IOException {
        ObjectNode object = JsonText.object();
        object.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
        ObjectNode metadata = ObjectMeta.mutable(object);
        metadata.put("resourceVersion", Long.toString(revision));
        if (endsInitial) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        boolean table = Form.of(call.accept()) == Form.TABLE;
        send(
                sink,
                "BOOKMARK",
                table ? Tables.of(kind, List.of(), metadata, "", began, false) : object);
    }

    private static void send(Sink sink, String type, ObjectNode object) throws IOException {
        ObjectNode event = JsonText.object().put("type", type);
        event.set("object", object);
        sink.send(JsonText.text(event));
    }
}
