package dev.aoi.agent.machine;

import dev.aoi.agent.log.Fact;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * One incident in one role: its state, what was started for it, and which offsets it keeps
 * unfinished. Only the runtime's poll thread touches it.
 */
final class Slot<S> {
    final String incidentId;
    final Set<String> started = new HashSet<>();
    final Map<String, Future<?>> running = new HashMap<>();
    final Set<String> wakes = new HashSet<>();
    final List<Place> held = new ArrayList<>();

    /** Dead letters of the incident that nobody has resolved, in the order of the log. */
    final LinkedHashMap<String, Fact> letters = new LinkedHashMap<>();

    /** Letters that were written and not read back yet. */
    final Set<String> lettersUnderWay = new HashSet<>();

    S state;
    Map<String, Long> folded = Map.of();
    @Nullable ConsumerRecord<String, byte[]> last;
    long touchedNanos = System.nanoTime();
    boolean changed;
    boolean checkpointUnderWay;
    boolean ending;

    Slot(String incidentId, S state) {
        this.incidentId = incidentId;
        this.state = state;
    }

    boolean parked() {
        return !letters.isEmpty() || !lettersUnderWay.isEmpty();
    }

    /** Whether a snapshot already holds what stands at this place. */
    boolean hasFolded(String topic, long offset) {
        return offset < folded.getOrDefault(topic, 0L);
    }

    /** A place in the group's partition. */
    record Place(String topic, long offset) {}
}
