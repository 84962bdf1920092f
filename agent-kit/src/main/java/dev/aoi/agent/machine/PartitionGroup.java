package dev.aoi.agent.machine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One partition number over all input topics: the incidents whose keys fall there. It is live once
 * every topic was read to where it ended at assignment; before that nothing is started, because the
 * result may already be in the log.
 */
final class PartitionGroup<S> {
    private static final int REMEMBERED = 2_000;

    final int partition;
    final Map<String, Slot<S>> slots = new HashMap<>();
    final Map<String, HeldOffsets> offsets = new HashMap<>();
    final Map<String, Long> ends = new HashMap<>();
    boolean live;

    /** Incidents that are over; late facts of theirs are let go at once. */
    private final Set<String> over = new LinkedHashSet<>();

    PartitionGroup(int partition) {
        this.partition = partition;
    }

    void over(String incidentId) {
        over.add(incidentId);
        if (over.size() > REMEMBERED) {
            over.remove(over.iterator().next());
        }
    }

    boolean isOver(String incidentId) {
        return over.contains(incidentId);
    }

    void release(Slot.Place place) {
        HeldOffsets held = offsets.get(place.topic());
        if (held != null) {
            held.release(place.offset());
        }
    }

    Map<String, Long> nextOffsets() {
        Map<String, Long> next = new LinkedHashMap<>();
        offsets.forEach((topic, held) -> next.put(topic, held.next()));
        return next;
    }
}
