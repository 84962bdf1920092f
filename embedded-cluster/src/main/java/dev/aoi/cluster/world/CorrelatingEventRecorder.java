package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Writes events with the rules of client-go's event correlator.
 *
 * <p>Steps:
 *
 * <ol>
 *   <li>combine: from the tenth different message of one kind of event about one object within ten
 *       minutes on, the message is prefixed and such events count as one;
 *   <li>count: a repeat raises {@code count} and {@code lastTimestamp} of the event that is there;
 *   <li>limit: one object, reporter and type may write a burst of 25 events, then one per 300 s;
 *       the rest is counted and dropped, as the real recorder does.
 * </ol>
 *
 * <p>The scheduler writes the newer form: a first repeat within six minutes makes it a series.
 */
final class CorrelatingEventRecorder implements EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(CorrelatingEventRecorder.class);
    private static final Duration SERIES_ENDS = Duration.ofMinutes(6);
    private static final int REMEMBERED = 4096;

    private record Seen(String name, long count, String firstTimestamp, Instant last) {}

    private final World world;
    private final EventAggregates aggregates = new EventAggregates();
    private final EventBuckets buckets = new EventBuckets();
    private final RecentMap<String, Seen> seen = new RecentMap<>(REMEMBERED);
    private long lastMoment;

    CorrelatingEventRecorder(World world) {
        this.world = world;
    }

    @Override
    public void record(
            ObjectNode involved,
            String fieldPath,
            String type,
            String reason,
            String message,
            String component) {
        EventSource source = EventSource.of(component, involved, world.shape());
        EventDraft draft = new EventDraft(involved, fieldPath, type, reason, message, source);
        try {
            if (draft.newer()) {
                recordSeries(draft);
            } else {
                recordCounted(draft);
            }
        } catch (ApiException e) {
            // The namespace is gone or going: the real recorder gives up on these too.
            LOG.debug("World {}: event {} not written: {}", world.name(), reason, e.getMessage());
        }
    }

    private void recordCounted(EventDraft original) {
        Instant now = world.now();
        boolean combined = aggregates.combines(original, now);
        EventDraft draft =
                combined
                        ? original.withMessage(
                                "(combined from similar events): " + original.message())
                        : original;
        String key = combined ? original.group() : original.identity();
        @Nullable Seen before = seen.get(key);
        long count = before == null ? 1 : before.count() + 1;
        String first = before == null ? EventDraft.seconds(now) : before.firstTimestamp();
        if (!buckets.allows(draft.subject(), now)) {
            // What is dropped is counted: the next one that is written tells of it.
            seen.put(key, new Seen(before == null ? "" : before.name(), count, first, now));
            return;
        }
        if (before == null || before.name().isEmpty()) {
            create(draft, freeName(draft), key, count, first);
            return;
        }
        Optional<ObjectNode> there = find(draft, before.name());
        if (there.isEmpty()) {
            // Somebody deleted it: the recorder makes the same one again.
            create(draft, before.name(), key, count, before.firstTimestamp());
            return;
        }
        ObjectNode event = there.get().deepCopy();
        event.put("message", draft.message())
                .put("count", count)
                .put("lastTimestamp", EventDraft.seconds(now));
        world.store().update(ResourceKinds.EVENT, event);
        seen.put(key, new Seen(before.name(), count, before.firstTimestamp(), now));
    }

    private void recordSeries(EventDraft draft) {
        Instant now = world.now();
        String key = draft.group();
        @Nullable Seen before = seen.get(key);
        if (before == null || before.last().plus(SERIES_ENDS).isBefore(now)) {
            create(draft, freeName(draft), key, 1, "");
            return;
        }
        seen.put(key, new Seen(before.name(), before.count() + 1, "", now));
        Optional<ObjectNode> there = find(draft, before.name());
        if (there.isPresent() && !there.get().has("series")) {
            ObjectNode event = there.get().deepCopy();
            event.putObject("series")
                    .put("count", 2)
                    .put("lastObservedTime", EventDraft.micros(now));
            world.store().update(ResourceKinds.EVENT, event);
        }
    }

    private String freeName(EventDraft draft) {
        String name = draft.name(moment(world.now()));
        while (find(draft, name).isPresent()) {
            name = draft.name(moment(world.now()));
        }
        return name;
    }

    private void create(
            EventDraft draft, String name, String key, long count, String firstTimestamp) {
        Instant now = world.now();
        world.store().create(ResourceKinds.EVENT, draft.render(name, now, count, firstTimestamp));
        seen.put(key, new Seen(name, count, firstTimestamp, now));
    }

    /** Nanoseconds by which to name an event; no two events of a world have the same. */
    private long moment(Instant now) {
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        lastMoment = Math.max(nanos, lastMoment + 1);
        return lastMoment;
    }

    private Optional<ObjectNode> find(EventDraft draft, String name) {
        return world.store().get(new ObjectKey(ResourceKinds.EVENT, draft.namespace(), name));
    }
}
