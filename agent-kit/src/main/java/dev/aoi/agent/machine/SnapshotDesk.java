package dev.aoi.agent.machine;

import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes a role's snapshots; only the poll thread enters. At most one of an incident is under way:
 * what changes meanwhile goes into the next one. A snapshot that could not be written is tried
 * again after a pause.
 */
final class SnapshotDesk<S> {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotDesk.class);

    private final Checkpoints<S> checkpoints;
    private final String lettersTopic;
    private final FactLog log;
    private final BiConsumer<Runnable, Duration> soon;
    private final BiConsumer<PartitionGroup<S>, Slot<S>> react;

    /**
     * @param soon does a task on the poll thread after a pause
     * @param react asks the incident's machine again
     */
    SnapshotDesk(
            Checkpoints<S> checkpoints,
            Writer role,
            FactLog log,
            BiConsumer<Runnable, Duration> soon,
            BiConsumer<PartitionGroup<S>, Slot<S>> react) {
        this.checkpoints = checkpoints;
        this.lettersTopic = Topics.deadLettersOf(role).name();
        this.log = log;
        this.soon = soon;
        this.react = react;
    }

    /** Snapshots a state that has changed, then lets the facts in it go. */
    void keep(PartitionGroup<S> group, Slot<S> slot) {
        if (!slot.changed || slot.checkpointUnderWay) {
            return;
        }
        Map<String, Long> offsets = group.nextOffsets();
        slot.changed = false;
        slot.checkpointUnderWay = true;
        SpecificRecord snapshot = checkpoints.encode(slot.state, offsets);
        log.append(new Outgoing(checkpoints.topic(), snapshot))
                .whenComplete((ref, failure) -> now(() -> kept(group, slot, offsets, failure)));
    }

    private void kept(
            PartitionGroup<S> group,
            Slot<S> slot,
            Map<String, Long> offsets,
            @Nullable Throwable failure) {
        slot.checkpointUnderWay = false;
        if (failure == null) {
            release(group, slot, offsets);
            react.accept(group, slot);
            return;
        }
        LOG.warn("No snapshot of incident {}: {}", slot.incidentId, failure.getMessage());
        slot.changed = true;
        again(group, slot);
    }

    /** Removes the snapshot of an incident that is over, then goes on. */
    void remove(PartitionGroup<S> group, Slot<S> slot, Runnable then) {
        log.tombstone(checkpoints.topic(), slot.incidentId)
                .whenComplete(
                        (offset, failure) ->
                                now(
                                        () -> {
                                            slot.ending = false;
                                            if (failure == null) {
                                                then.run();
                                            } else {
                                                again(group, slot);
                                            }
                                        }));
    }

    /** Letters stay held, because a restart reads them from their topic. */
    private void release(PartitionGroup<S> group, Slot<S> slot, Map<String, Long> offsets) {
        List<Slot.Place> open = new ArrayList<>();
        for (Slot.Place place : slot.held) {
            boolean folded = place.offset() < offsets.getOrDefault(place.topic(), 0L);
            if (folded && !place.topic().equals(lettersTopic)) {
                group.release(place);
            } else {
                open.add(place);
            }
        }
        slot.held.clear();
        slot.held.addAll(open);
    }

    private void again(PartitionGroup<S> group, Slot<S> slot) {
        soon.accept(() -> react.accept(group, slot), EffectStarter.PAUSE);
    }

    private void now(Runnable task) {
        soon.accept(task, Duration.ZERO);
    }
}
