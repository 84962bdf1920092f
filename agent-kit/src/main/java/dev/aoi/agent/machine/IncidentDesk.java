package dev.aoi.agent.machine;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactLog;
import dev.aoi.schemas.operator.RetryDeadLetter;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Folds facts into incidents and starts what is due; only the runtime's poll thread enters.
 *
 * <p>While an incident has an unresolved dead letter, its facts are parked behind it ({@link
 * ParkingDesk}) and nothing is started.
 */
final class IncidentDesk<S, A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentDesk.class);

    private final RoleMachine<S, A> role;
    private final RuntimeSettings settings;
    private final RuntimeListener listener;
    private final ParkingDesk<S> parking;
    private final Optional<SnapshotDesk<S>> snapshots;
    private final EffectStarter<A> starter;
    private final Consumer<Runnable> later;

    IncidentDesk(
            RoleMachine<S, A> role,
            FactLog log,
            Deserializer<SpecificRecord> decoder,
            RuntimeSettings settings,
            RuntimeListener listener,
            Clock clock,
            Ownership ownership,
            Consumer<Runnable> later) {
        this.role = role;
        this.settings = settings;
        this.listener = listener;
        this.starter =
                new EffectStarter<>(
                        role.role(), role.actor(), log, settings, listener, clock, ownership);
        this.later = later;
        this.parking =
                new ParkingDesk<>(
                        role,
                        log,
                        decoder,
                        new DeadLetters(role.role(), settings.source(), clock),
                        listener,
                        later,
                        starter::after,
                        this::react);
        this.snapshots =
                role.checkpoints()
                        .map(c -> new SnapshotDesk<>(c, role.role(), log, this::soon, this::react));
    }

    /** Does a task on the poll thread, now or after a pause. */
    private void soon(Runnable task, Duration pause) {
        if (pause.isZero()) {
            later.accept(task);
        } else {
            starter.after(pause, () -> later.accept(task));
        }
    }

    void fold(PartitionGroup<S> group, ConsumerRecord<String, byte[]> read, Fact fact) {
        Slot.Place place = new Slot.Place(read.topic(), read.offset());
        String incident = fact.header().getIncidentId();
        if (read.topic().equals(Topics.REQUESTS.name())
                && fact.event() instanceof RetryDeadLetter retry) {
            Slot<S> slot = group.slots.get(incident);
            if (slot != null && group.live && retry.getRole().equals(role.role().role())) {
                parking.retry(slot, retry.getDeadLetterId());
            }
            group.release(place);
            return;
        }
        boolean own = read.topic().equals(Topics.deadLettersOf(role.role()).name());
        boolean input = role.inputs().stream().anyMatch(t -> t.name().equals(read.topic()));
        if (group.isOver(incident) || (!own && !input)) {
            group.release(place);
            return;
        }
        Slot<S> slot =
                group.slots.computeIfAbsent(
                        incident, id -> new Slot<>(id, role.machine().initial(id)));
        if (slot.hasFolded(read.topic(), read.offset())) {
            group.release(place);
            return;
        }
        slot.held.add(place);
        slot.touchedNanos = System.nanoTime();
        if (own) {
            parking.foldLetter(group, slot, fact);
        } else if (slot.parked() && !role.machine().endsParking(fact)) {
            parking.park(group, slot, read, "Waits behind a dead letter", 0);
        } else {
            if (slot.parked()) {
                parking.dropLetters(slot);
            }
            slot.last = read;
            evolve(group, slot, read, fact);
        }
    }

    /** A record that is not one of ours: parked under its key, if it has one. */
    void undecodable(PartitionGroup<S> group, ConsumerRecord<String, byte[]> read, String cause) {
        String incident = read.key() == null ? "" : read.key();
        Slot<S> slot =
                group.slots.computeIfAbsent(
                        incident, id -> new Slot<>(id, role.machine().initial(id)));
        slot.held.add(new Slot.Place(read.topic(), read.offset()));
        parking.park(group, slot, read, cause, 1);
    }

    private void evolve(
            PartitionGroup<S> group, Slot<S> slot, ConsumerRecord<String, byte[]> read, Fact fact) {
        S before = slot.state;
        try (var incident = MDC.putCloseable("incident", slot.incidentId);
                var event = MDC.putCloseable("event", fact.header().getEventId())) {
            slot.state = role.machine().evolve(before, fact);
        } catch (RuntimeException e) {
            LOG.error("Could not fold {}", fact.event().getSchema().getName(), e);
            parking.park(group, slot, read, "Could not be folded: " + e, 1);
            return;
        }
        slot.changed |= before != slot.state;
        listener.folded(role.role(), fact.event().getSchema().getName());
        react(group, slot);
    }

    /** Starts what is due, once the partition is live; finishes what is over. */
    void react(PartitionGroup<S> group, Slot<S> slot) {
        if (!group.live || slot.parked() || group.slots.get(slot.incidentId) != slot) {
            return;
        }
        List<Effect<A>> due;
        try {
            due = role.machine().decide(slot.state);
        } catch (RuntimeException e) {
            LOG.error("Could not decide on incident {}", slot.incidentId, e);
            failed(group, slot, "Could not be decided on: " + e);
            return;
        }
        cancelWakes(slot, due);
        for (Effect<A> effect : due) {
            if (slot.started.add(effect.id())) {
                start(group, slot, effect);
            }
        }
        if (role.machine().settled(slot.state)) {
            settle(group, slot);
        } else {
            snapshots.ifPresent(desk -> desk.keep(group, slot));
        }
    }

    /** A wake-up that is no longer named must not write a record any more. */
    private void cancelWakes(Slot<S> slot, List<Effect<A>> due) {
        if (slot.wakes.isEmpty()) {
            return;
        }
        Set<String> named = new HashSet<>();
        due.forEach(effect -> named.add(effect.id()));
        slot.wakes.removeIf(
                id -> {
                    Future<?> wake = slot.running.get(id);
                    if (named.contains(id) || wake == null) {
                        return wake == null;
                    }
                    wake.cancel(false);
                    slot.running.remove(id);
                    slot.started.remove(id);
                    return true;
                });
    }

    private void start(PartitionGroup<S> group, Slot<S> slot, Effect<A> effect) {
        if (effect instanceof Effect.Wake<A>) {
            slot.wakes.add(effect.id());
        }
        String cause = slot.last == null ? "" : slot.last.topic() + '@' + slot.last.offset();
        EffectStarter.Done done =
                (failure, again) -> later.accept(() -> ended(group, slot, effect, failure, again));
        slot.running.put(
                effect.id(), starter.start(slot.incidentId, cause, group.partition, effect, done));
    }

    private void ended(
            PartitionGroup<S> group,
            Slot<S> slot,
            Effect<A> effect,
            Optional<String> failure,
            boolean again) {
        slot.running.remove(effect.id());
        if (group.slots.get(slot.incidentId) != slot) {
            return;
        }
        if (again) {
            slot.started.remove(effect.id());
        } else if (failure.isPresent()) {
            slot.started.remove(effect.id());
            failed(group, slot, failure.get());
            return;
        } else if (effect instanceof Effect.Act<A> act) {
            S before = slot.state;
            slot.state = role.machine().acted(before, act.id());
            slot.changed |= before != slot.state;
        }
        react(group, slot);
    }

    private void settle(PartitionGroup<S> group, Slot<S> slot) {
        if (slot.ending) {
            return;
        }
        slot.ending = true;
        snapshots.ifPresentOrElse(
                desk -> desk.remove(group, slot, () -> finish(group, slot)),
                () -> finish(group, slot));
    }

    private void finish(PartitionGroup<S> group, Slot<S> slot) {
        letGo(group, slot);
        group.over(slot.incidentId);
    }

    private void letGo(PartitionGroup<S> group, Slot<S> slot) {
        slot.running.values().forEach(running -> running.cancel(true));
        slot.running.clear();
        slot.held.forEach(group::release);
        slot.held.clear();
        group.slots.remove(slot.incidentId);
    }

    private void failed(PartitionGroup<S> group, Slot<S> slot, String cause) {
        if (slot.last == null) {
            // Restored from a snapshot: there is no record to park, so it is tried again.
            LOG.error("Incident {} is tried again: {}", slot.incidentId, cause);
            starter.after(EffectStarter.PAUSE, () -> later.accept(() -> react(group, slot)));
            return;
        }
        parking.park(group, slot, slot.last, cause, settings.actAttempts());
    }

    /** Lets go of facts whose incident never opened here: late copies of what is long over. */
    void releaseOrphans(PartitionGroup<S> group) {
        long oldest = System.nanoTime() - settings.orphanAfter().toNanos();
        for (Slot<S> slot : List.copyOf(group.slots.values())) {
            boolean blank = role.machine().orphan(slot.state);
            if (blank && !slot.parked() && slot.running.isEmpty() && slot.touchedNanos < oldest) {
                LOG.warn("Facts of incident {}, which never opened, are let go", slot.incidentId);
                letGo(group, slot);
            }
        }
    }

    /** The partition is gone: whatever runs for it is interrupted, its results belong to others. */
    void abandon(PartitionGroup<S> group) {
        group.slots.values().forEach(s -> s.running.values().forEach(f -> f.cancel(true)));
        group.slots.clear();
    }

    @Override
    public void close() {
        starter.close(Duration.ofSeconds(5));
    }
}
