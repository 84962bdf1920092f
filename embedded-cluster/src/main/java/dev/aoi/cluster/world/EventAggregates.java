package dev.aoi.cluster.world;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Finds events that differ in nothing but their message. */
final class EventAggregates {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int DIFFERENT = 10;
    private static final int REMEMBERED = 4096;

    private record Group(SequencedSet<String> messages, Instant last) {}

    private final RecentMap<String, Group> groups = new RecentMap<>(REMEMBERED);

    /** Whether {@code draft} is to be combined with others of its group. */
    boolean combines(EventDraft draft, Instant now) {
        @Nullable Group before = groups.get(draft.group());
        boolean fresh = before == null || before.last().plus(INTERVAL).isBefore(now);
        SequencedSet<String> messages =
                fresh || before == null ? new LinkedHashSet<>() : before.messages();
        messages.add(draft.message());
        groups.put(draft.group(), new Group(messages, now));
        if (messages.size() < DIFFERENT) {
            return false;
        }
        messages.removeFirst();
        return true;
    }
}
