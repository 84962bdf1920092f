package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The last changes of each kind, so that a watch can begin at a resource version of the past. */
public final class WatchHistory {
    private static final int KEPT_PER_KIND = 4096;

    private final Map<ResourceKind, Deque<StoreEvent>> events = new IdentityHashMap<>();
    private final Map<ResourceKind, Long> forgotten = new IdentityHashMap<>();

    void append(StoreEvent event) {
        Deque<StoreEvent> kept = events.computeIfAbsent(event.kind(), kind -> new ArrayDeque<>());
        kept.addLast(event);
        if (kept.size() > KEPT_PER_KIND) {
            forgotten.put(event.kind(), kept.removeFirst().revision());
        }
    }

    /**
     * Changes of {@code kind} after {@code revision}, oldest first.
     *
     * @throws ApiException 410 when some of them are no longer kept
     */
    public List<StoreEvent> since(ResourceKind kind, long revision) {
        long lost = forgotten.getOrDefault(kind, 0L);
        if (revision < lost) {
            long oldest = events.getOrDefault(kind, new ArrayDeque<>()).getFirst().revision() - 1;
            throw ApiException.expired(
                    "too old resource version: " + revision + " (" + oldest + ")");
        }
        List<StoreEvent> newer = new ArrayList<>();
        Iterator<StoreEvent> backwards =
                events.getOrDefault(kind, new ArrayDeque<>()).descendingIterator();
        while (backwards.hasNext()) {
            StoreEvent event = backwards.next();
            if (event.revision() <= revision) {
                break;
            }
            newer.add(event);
        }
        return newer.reversed();
    }
}
