package dev.aoi.agent.machine;

import dev.aoi.agent.avro.RegistryUnreachableException;
import dev.aoi.agent.avro.UnknownRecordTypeException;
import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.FactReader;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs a role over the log.
 *
 * <p>Algorithm, all of it on one poll thread; only actions run elsewhere, on virtual threads:
 *
 * <ol>
 *   <li>Join the role's group. When a partition number is assigned, restore its snapshots (if the
 *       role has any) and note where each input topic ends.
 *   <li>Fold each record into its incident and keep its offset unfinished.
 *   <li>Once a partition number is read to those ends it is live: {@code decide} is asked, and each
 *       effect whose id was not started is started. Appends and actions come back as records.
 *   <li>When an incident is settled, or a snapshot holds its facts, their offsets are finished. The
 *       offset committed is the lowest unfinished one.
 *   <li>A record that cannot be decoded or folded, and an action that keeps failing, becomes a dead
 *       letter; later records of that incident are parked behind it until a person retries it or
 *       the incident is closed.
 * </ol>
 *
 * <p>Invariants: nothing is started before the log was read to its end; a slow action never blocks
 * the poll loop; records of an incident are folded in the order of each topic.
 *
 * @param <S> the role's state
 * @param <A> the role's actions
 */
public final class MachineRuntime<S, A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRuntime.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long COMMIT_NANOS = Duration.ofMillis(250).toNanos();
    private static final Duration STOP = Duration.ofSeconds(10);

    private final RoleMachine<S, A> role;
    private final Supplier<Consumer<String, byte[]>> members;
    private final Optional<SnapshotReader<S>> snapshots;
    private final Deserializer<SpecificRecord> decoder;
    private final RuntimeSettings settings;
    private final RuntimeListener listener;
    private final IncidentDesk<S, A> desk;
    private final Ownership ownership;
    private final Map<Integer, PartitionGroup<S>> groups = new TreeMap<>();
    private final ConcurrentLinkedQueue<Runnable> control = new ConcurrentLinkedQueue<>();
    private final Heartbeat heartbeat;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final Thread thread;
    private volatile Consumer<String, byte[]> consumer;
    private volatile boolean running = true;
    private volatile boolean polling;
    private volatile boolean caughtUp;
    private volatile String failure = "";
    private long lastCommit;

    /**
     * @param members makes a member of the role's group: range assignor, auto-commit off, values as
     *     bytes; asked again when a member failed
     * @param readers consumers without group, for snapshots
     * @param decoder decodes values
     */
    public MachineRuntime(
            RoleMachine<S, A> role,
            Supplier<Consumer<String, byte[]>> members,
            Supplier<Consumer<String, byte[]>> readers,
            Deserializer<SpecificRecord> decoder,
            FactLog log,
            RuntimeSettings settings,
            RuntimeListener listener,
            Clock clock) {
        this.role = role;
        this.members = members;
        this.consumer = members.get();
        this.snapshots = role.checkpoints().map(c -> new SnapshotReader<>(c, readers, decoder));
        this.decoder = decoder;
        this.settings = settings;
        this.listener = listener;
        this.ownership = new Ownership(settings.sessionTimeout());
        this.heartbeat = new Heartbeat(settings.sessionTimeout());
        this.desk =
                new IncidentDesk<>(
                        role, log, decoder, settings, listener, clock, ownership, this::later);
        this.thread = Thread.ofPlatform().name(role.role().role() + "-log").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Waits until the group has given this instance its first assignment (which may be empty). */
    public boolean awaitAssigned(Duration patience) throws InterruptedException {
        return assigned.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the loop runs; false after {@link #close} or a failure that ended it. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Whether everything that was in the log at assignment has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Why the loop ended by itself, in one sentence; empty while it runs. */
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            if (thread.isAlive() && !stopped.await(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} did not stop within {} s", role.role().role(), STOP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        desk.close();
    }

    private void later(Runnable task) {
        control.add(task);
        if (polling) {
            consumer.wakeup();
        }
    }

    private void run() {
        MDC.put("role", role.role().role());
        try {
            while (running) {
                member();
            }
        } finally {
            stopped.countDown();
        }
    }

    /** Works as one member of the group until told to stop; what ends it otherwise is told. */
    private void member() {
        try {
            Set<String> topics = new LinkedHashSet<>();
            role.inputs().forEach(t -> topics.add(t.name()));
            topics.add(Topics.deadLettersOf(role.role()).name());
            topics.add(Topics.REQUESTS.name());
            consumer.subscribe(topics, new Rebalance());
            while (running) {
                turn();
                failure = "";
            }
            commit(groups.values());
            consumer.close();
        } catch (RuntimeException e) {
            failure = role.role().role() + " lost the log: " + e;
            LOG.error("{}; it joins again", failure);
            LOG.debug("Cause", e);
            rejoin();
        } finally {
            groups.forEach(
                    (number, group) -> {
                        ownership.revoke(number);
                        desk.abandon(group);
                    });
            groups.clear();
        }
    }

    /** A new member of the group: the old one may not know what it has missed. */
    private void rejoin() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        } catch (RuntimeException e) {
            LOG.debug("The lost member did not close well", e);
        }
        try {
            Thread.sleep(EffectStarter.PAUSE);
        } catch (InterruptedException e) {
            running = false;
        }
        if (running) {
            consumer = members.get();
        }
    }

    private void turn() {
        try {
            polling = control.isEmpty();
            ConsumerRecords<String, byte[]> records = consumer.poll(polling ? POLL : Duration.ZERO);
            polling = false;
            fold(records);
        } catch (WakeupException e) {
            polling = false;
            // A control task wants its turn, or close() does.
        }
        if (ownership.stale() && !groups.isEmpty()) {
            // After a pause only the group itself can say that the partitions are still ours.
            try {
                Map<TopicPartition, OffsetAndMetadata> offsets = committable(groups.values(), true);
                unwoken(
                        () -> {
                            consumer.commitSync(offsets);
                            return true;
                        });
                ownership.confirm();
            } catch (CommitFailedException | RebalanceInProgressException e) {
                LOG.info("{} was away too long; the group decides anew", role.role().role());
            }
        } else if (heartbeat.recent(consumer)) {
            ownership.confirm();
        }
        // Only what is there now: a task that adds itself again must not keep the loop from
        // polling.
        for (int left = control.size(); left > 0; left--) {
            Runnable task = control.poll();
            if (task != null) {
                task.run();
            }
        }
        for (PartitionGroup<S> group : groups.values()) {
            if (!group.live && readToEnd(group)) {
                group.live = true;
                List.copyOf(group.slots.values()).forEach(slot -> desk.react(group, slot));
            }
            desk.releaseOrphans(group);
        }
        caughtUp = groups.values().stream().allMatch(group -> group.live);
        long now = System.nanoTime();
        if (now - lastCommit > COMMIT_NANOS) {
            lastCommit = now;
            Map<TopicPartition, OffsetAndMetadata> offsets = committable(groups.values(), false);
            if (!offsets.isEmpty()) {
                consumer.commitAsync(offsets, null);
            }
            listener.openIncidents(
                    role.role(), groups.values().stream().mapToInt(g -> g.slots.size()).sum());
        }
    }

    private boolean readToEnd(PartitionGroup<S> group) {
        return group.ends.entrySet().stream()
                .allMatch(
                        end -> {
                            TopicPartition place =
                                    new TopicPartition(end.getKey(), group.partition);
                            return unwoken(() -> consumer.position(place)) >= end.getValue();
                        });
    }

    private void fold(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition place : records.partitions()) {
            PartitionGroup<S> group = groups.get(place.partition());
            if (group == null) {
                continue;
            }
            for (ConsumerRecord<String, byte[]> read : records.records(place)) {
                if (!fold(group, read)) {
                    // The registry is away: this record and those behind it are read again.
                    consumer.seek(place, read.offset());
                    break;
                }
            }
        }
    }

    /** Whether the record was dealt with; not so while its schema cannot be had. */
    private boolean fold(PartitionGroup<S> group, ConsumerRecord<String, byte[]> read) {
        HeldOffsets held = group.offsets.get(read.topic());
        if (held == null) {
            return true;
        }
        if (read.value() == null) {
            held.read(read.offset());
            held.release(read.offset());
            return true;
        }
        SpecificRecord event;
        try {
            event = decoder.deserialize(read.topic(), read.headers(), read.value());
        } catch (RegistryUnreachableException e) {
            LOG.warn("{} waits for the registry: {}", role.role().role(), e.getMessage());
            return false;
        } catch (UnknownRecordTypeException e) {
            held.read(read.offset());
            listener.skipped(role.role(), read.topic(), e.getMessage());
            held.release(read.offset());
            return true;
        } catch (RuntimeException e) {
            held.read(read.offset());
            desk.undecodable(group, read, "Not a record of ours: " + e.getMessage());
            return true;
        }
        held.read(read.offset());
        desk.fold(group, read, new Fact(event, FactReader.ref(read, event)));
        return true;
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(
            Collection<PartitionGroup<S>> of, boolean all) {
        Map<TopicPartition, OffsetAndMetadata> commit = new HashMap<>();
        for (PartitionGroup<S> group : of) {
            group.offsets.forEach(
                    (topic, held) -> {
                        if (held.advanceCommit() || all) {
                            commit.put(
                                    new TopicPartition(topic, group.partition),
                                    new OffsetAndMetadata(held.committable()));
                        }
                    });
        }
        return commit;
    }

    private void commit(Collection<PartitionGroup<S>> of) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(of, true);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            unwoken(
                    () -> {
                        consumer.commitSync(offsets, Duration.ofSeconds(5));
                        return true;
                    });
        } catch (KafkaException e) {
            // Harmless: whoever reads on starts at the offsets committed before.
            LOG.info("{} could not commit: {}", role.role().role(), e.getMessage());
        }
    }

    /** A wake-up is meant for the poll; whatever else it hits is done again. */
    private static <T> T unwoken(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException e) {
                LOG.trace("Woken outside of a poll");
            }
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        /** Groups that were given back in a rebalance and may come again: nobody else had them. */
        private final Map<Integer, PartitionGroup<S>> setAside = new HashMap<>();

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            polling = false;
            for (int number : numbers(partitions)) {
                PartitionGroup<S> group = groups.remove(number);
                if (group != null) {
                    ownership.revoke(number);
                    commit(List.of(group));
                    setAside.put(number, group);
                }
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            for (int number : numbers(partitions)) {
                ownership.revoke(number);
                PartitionGroup<S> group = groups.remove(number);
                if (group != null) {
                    LOG.info(
                            "{} lost partition {} to another instance", role.role().role(), number);
                    desk.abandon(group);
                }
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            polling = false;
            Map<TopicPartition, Long> ends = unwoken(() -> consumer.endOffsets(partitions));
            for (int number : numbers(partitions)) {
                List<TopicPartition> places =
                        partitions.stream().filter(p -> p.partition() == number).toList();
                PartitionGroup<S> group = setAside.remove(number);
                if (group == null) {
                    group = fresh(number, places, ends);
                } else {
                    // Another instance may have had it in between: read to the end before acting.
                    group.live = false;
                    for (TopicPartition place : places) {
                        group.ends.put(place.topic(), ends.get(place));
                        consumer.seek(place, group.offsets.get(place.topic()).next());
                    }
                }
                groups.put(number, group);
                ownership.assign(number);
                LOG.debug("{} works partition {}", role.role().role(), number);
            }
            setAside.values().forEach(desk::abandon);
            setAside.clear();
            ownership.confirm();
            assigned.countDown();
        }

        private PartitionGroup<S> fresh(
                int number, List<TopicPartition> places, Map<TopicPartition, Long> ends) {
            PartitionGroup<S> group = new PartitionGroup<>(number);
            for (TopicPartition place : places) {
                group.offsets.put(
                        place.topic(), new HeldOffsets(unwoken(() -> consumer.position(place))));
                group.ends.put(place.topic(), ends.get(place));
            }
            snapshots.ifPresent(reader -> reader.restore(group));
            return group;
        }

        private Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }
}
