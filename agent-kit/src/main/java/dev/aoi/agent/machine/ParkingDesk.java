package dev.aoi.agent.machine;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.RecordRef;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Parks incidents behind dead letters and lets them go on.
 *
 * <p>A retry is answered with {@link DeadLetterResolved} when the letter can be folded; the fact
 * takes effect when that record is read back, so a restart sees the same. What ends an incident
 * passes the queue: it folds what is parked as far as it can be, and closes the letters.
 */
final class ParkingDesk<S> {
    private static final Logger LOG = LoggerFactory.getLogger(ParkingDesk.class);

    private final RoleMachine<S, ?> role;
    private final FactLog log;
    private final Deserializer<SpecificRecord> decoder;
    private final DeadLetters letters;
    private final RuntimeListener listener;
    private final Consumer<Runnable> later;
    private final BiConsumer<Duration, Runnable> after;
    private final BiConsumer<PartitionGroup<S>, Slot<S>> react;

    /**
     * @param later runs a task on the poll thread
     * @param after runs a task after a pause
     * @param react starts what is due in an incident
     */
    ParkingDesk(
            RoleMachine<S, ?> role,
            FactLog log,
            Deserializer<SpecificRecord> decoder,
            DeadLetters letters,
            RuntimeListener listener,
            Consumer<Runnable> later,
            BiConsumer<Duration, Runnable> after,
            BiConsumer<PartitionGroup<S>, Slot<S>> react) {
        this.role = role;
        this.log = log;
        this.decoder = decoder;
        this.letters = letters;
        this.listener = listener;
        this.later = later;
        this.after = after;
        this.react = react;
    }

    /** Writes a record into a letter; what follows of its incident waits behind it. */
    void park(
            PartitionGroup<S> group,
            Slot<S> slot,
            ConsumerRecord<String, byte[]> read,
            String cause,
            int attempts) {
        String behind =
                slot.letters.isEmpty()
                        ? slot.lettersUnderWay.stream().findFirst().orElse("")
                        : slot.letters.firstEntry().getKey();
        Outgoing letter = letters.letter(read, cause, attempts, behind);
        slot.lettersUnderWay.add(letter.eventId());
        listener.deadLetter(role.role(), cause);
        if (behind.isEmpty()) {
            LOG.error("Incident {} is parked: {}", slot.incidentId, cause);
        }
        write(letter, () -> letterWritten(group, slot, read));
    }

    /** Writes a letter; while that fails the record stays unfinished, so nothing is lost. */
    private void write(Outgoing letter, Runnable written) {
        log.append(letter)
                .whenComplete(
                        (ref, failure) -> {
                            if (failure == null) {
                                later.accept(written);
                            } else {
                                LOG.error("No dead letter yet: {}", failure.getMessage());
                                after.accept(EffectStarter.PAUSE, () -> write(letter, written));
                            }
                        });
    }

    /** The letter holds the record now, so the record itself need not be read again. */
    private void letterWritten(
            PartitionGroup<S> group, Slot<S> slot, ConsumerRecord<String, byte[]> read) {
        Slot.Place place = new Slot.Place(read.topic(), read.offset());
        if (slot.held.remove(place)) {
            group.release(place);
        }
    }

    /** Folds a letter, or its end, as it is read back. */
    void foldLetter(PartitionGroup<S> group, Slot<S> slot, Fact fact) {
        switch (fact.event()) {
            case DeadLetter letter -> {
                slot.lettersUnderWay.remove(fact.header().getEventId());
                slot.letters.putIfAbsent(fact.header().getEventId(), fact);
            }
            case DeadLetterResolved resolved -> {
                Fact letter = slot.letters.remove(resolved.getDeadLetterId());
                if (letter != null) {
                    foldParked(slot, letter);
                }
                react.accept(group, slot);
            }
            default -> LOG.warn("{} in a dead-letter topic", fact.event().getSchema().getName());
        }
    }

    /** What was parked takes effect; where it still cannot, that is told and it is let go. */
    private void foldParked(Slot<S> slot, Fact letter) {
        try {
            slot.state = role.machine().evolve(slot.state, parked((DeadLetter) letter.event()));
            slot.changed = true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Dead letter {} of incident {} is let go: {}",
                    letter.header().getEventId(),
                    slot.incidentId,
                    e.toString());
        }
    }

    /** Resolves the incident's letters in order, up to the first that still cannot be folded. */
    void retry(Slot<S> slot, String letterId) {
        if (!slot.letters.containsKey(letterId)) {
            LOG.info("Dead letter {} is not open; nothing to retry", letterId);
            return;
        }
        S state = slot.state;
        for (Map.Entry<String, Fact> entry : slot.letters.entrySet()) {
            try {
                state = role.machine().evolve(state, parked((DeadLetter) entry.getValue().event()));
            } catch (RuntimeException e) {
                LOG.warn("Dead letter {} still cannot be folded: {}", entry.getKey(), e.toString());
                return;
            }
            write(letters.resolved(slot.incidentId, entry.getKey(), "retried"), () -> {});
        }
    }

    /** The incident ends: what is parked is folded as far as it can be, and its letters closed. */
    void dropLetters(Slot<S> slot) {
        List<Fact> open = List.copyOf(slot.letters.values());
        // Those that are not read back yet are closed behind themselves in the same topic.
        for (String id : List.copyOf(slot.lettersUnderWay)) {
            write(letters.resolved(slot.incidentId, id, "dropped"), () -> {});
        }
        slot.letters.clear();
        slot.lettersUnderWay.clear();
        for (Fact letter : open) {
            foldParked(slot, letter);
            String id = letter.header().getEventId();
            write(letters.resolved(slot.incidentId, id, "dropped"), () -> {});
        }
    }

    private Fact parked(DeadLetter letter) {
        byte[] value = new byte[letter.getValue().remaining()];
        letter.getValue().duplicate().get(value);
        SpecificRecord event = decoder.deserialize(letter.getTopic(), value);
        return new Fact(
                event,
                RecordRef.newBuilder()
                        .setTopic(letter.getTopic())
                        .setPartition(letter.getPartition())
                        .setOffset(letter.getOffset())
                        .setEventId(Headers.of(event).getEventId())
                        .build());
    }
}
