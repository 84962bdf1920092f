package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.StoreEvent;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;

/**
 * Drives the controllers of one world: a first-in first-out queue of (controller, key) without
 * duplicates, and one timer per (controller, key).
 */
final class ControllerRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerRunner.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MAX_RECONCILES = 200_000;

    private record Work(Controller controller, ObjectKey key) {}

    private record Pending(Instant due, Timers.Timer timer) {}

    private final World world;
    private final Timeline timeline;
    private final Map<String, Controller> byName = new LinkedHashMap<>();
    private final Map<String, WorldContext> contexts = new HashMap<>();
    private final Map<ResourceKind, List<Controller>> watchers = new IdentityHashMap<>();
    private final Map<String, List<Controller>> groupWatchers = new HashMap<>();
    private final SequencedSet<Work> queue = new LinkedHashSet<>();
    private final Map<Work, Pending> pending = new HashMap<>();
    private long failures;

    ControllerRunner(World world, Timeline timeline) {
        this.world = world;
        this.timeline = timeline;
    }

    void add(Controller controller) {
        if (byName.put(controller.name(), controller) != null) {
            throw new IllegalArgumentException(
                    "Two controllers are named "
                            + controller.name()
                            + "; names must be unique within a world");
        }
        contexts.put(controller.name(), new WorldContext(world, this, controller));
        if (!controller.watchesGroup().isEmpty()) {
            groupWatchers
                    .computeIfAbsent(controller.watchesGroup(), g -> new ArrayList<>())
                    .add(controller);
        }
        controller
                .watches()
                .forEach(
                        kind ->
                                watchers.computeIfAbsent(kind, k -> new ArrayList<>())
                                        .add(controller));
    }

    void changed(StoreEvent event) {
        List<Controller> interested =
                watchers.getOrDefault(
                        event.kind(), groupWatchers.getOrDefault(event.kind().group(), List.of()));
        if (!interested.isEmpty()) {
            ObjectKey key = event.key();
            interested.forEach(controller -> queue.add(new Work(controller, key)));
        }
    }

    void enqueue(String name, ObjectKey key) {
        @Nullable Controller controller = byName.get(name);
        if (controller == null) {
            throw new IllegalArgumentException(
                    "No controller is named " + name + "; there are " + byName.keySet());
        }
        queue.add(new Work(controller, key));
    }

    void requeueAfter(Controller controller, ObjectKey key, Duration delay) {
        Work work = new Work(controller, key);
        Instant due = world.now().plus(delay);
        @Nullable Pending earlier = pending.get(work);
        if (earlier != null) {
            if (!due.isBefore(earlier.due())) {
                return;
            }
            earlier.timer().cancel();
        }
        Timers.Timer timer =
                timeline.set(
                        due,
                        () -> {
                            pending.remove(work);
                            queue.add(work);
                        });
        pending.put(work, new Pending(due, timer));
    }

    /** Reconciles until nothing is queued. */
    void drain() {
        for (int i = 0; !queue.isEmpty(); i++) {
            Work work = queue.removeFirst();
            if (i > MAX_RECONCILES) {
                throw new IllegalStateException(
                        "World %s does not settle: %d reconciles at %s, last of %s for %s"
                                .formatted(
                                        world.name(),
                                        i,
                                        world.now(),
                                        work.controller().name(),
                                        work.key()));
            }
            reconcile(work);
        }
    }

    /** Reconciles that ended in an exception so far. */
    long failures() {
        return failures;
    }

    private void reconcile(Work work) {
        @Nullable WorldContext context = contexts.get(work.controller().name());
        try {
            work.controller().reconcile(work.key(), Objects.requireNonNull(context));
        } catch (RuntimeException e) {
            failures++;
            LOG.error(
                    "World {}: controller {} failed on {} at {}; it is tried again in {}",
                    world.name(),
                    work.controller().name(),
                    work.key(),
                    world.now(),
                    RETRY,
                    e);
            requeueAfter(work.controller(), work.key(), RETRY);
        }
    }
}
