package dev.aoi.agent.machine;

import dev.aoi.agent.log.FactLog;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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
    private final RuntimeListener listener;
    private final IncidentDesk<S, A> desk;
    private final RecordIntake<S> intake;
    private final Ownership ownership;
    private final Assignment<S> assignment;
    private final ConcurrentLinkedQueue<Runnable> control = new ConcurrentLinkedQueue<>();
    private final Heartbeat heartbeat;
    private final CountDownLatch stopped = new CountDownLatch(1);
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
        this.listener = listener;
        this.ownership = new Ownership(settings.sessionTimeout());
        this.heartbeat = new Heartbeat(settings.sessionTimeout());
        this.desk =
                new IncidentDesk<>(
                        role, log, decoder, settings, listener, clock, ownership, this::later);
        this.intake = new RecordIntake<>(role, decoder, desk, listener);
        this.assignment =
                new Assignment<>(
                        role.role().role(),
                        role.checkpoints().map(c -> new SnapshotReader<>(c, readers, decoder)),
                        ownership,
                        desk::abandon,
                        this::outOfPoll);
        this.thread = Thread.ofPlatform().name(role.role().role() + "-log").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Waits until the group has given this instance its first assignment (which may be empty). */
    public boolean awaitAssigned(Duration patience) throws InterruptedException {
        return assignment.awaitFirst(patience);
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

    private void outOfPoll() {
        polling = false;
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
            consumer.subscribe(topics, assignment.of(consumer));
            while (running) {
                turn();
                failure = "";
            }
            Offsets.commit(consumer, assignment.groups(), role.role().role());
            consumer.close();
        } catch (RuntimeException e) {
            failure = role.role().role() + " lost the log: " + e;
            LOG.error("{}; it joins again", failure);
            LOG.debug("Cause", e);
            rejoin();
        } finally {
            assignment.abandon();
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
        confirmOwnership();
        // Only what is there now: a task that adds itself again must not keep the loop from
        // polling.
        for (int left = control.size(); left > 0; left--) {
            Runnable task = control.poll();
            if (task != null) {
                task.run();
            }
        }
        enliven();
        commitNowAndThen();
    }

    private void fold(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition place : records.partitions()) {
            Optional<PartitionGroup<S>> group = assignment.group(place.partition());
            if (group.isEmpty()) {
                continue;
            }
            for (ConsumerRecord<String, byte[]> read : records.records(place)) {
                if (!intake.take(group.get(), read)) {
                    consumer.seek(place, read.offset());
                    break;
                }
            }
        }
    }

    /** After a pause only the group itself can say that the partitions are still ours. */
    private void confirmOwnership() {
        if (ownership.stale() && !assignment.groups().isEmpty()) {
            try {
                Map<TopicPartition, OffsetAndMetadata> offsets =
                        Offsets.committable(assignment.groups(), true);
                Offsets.unwoken(
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
    }

    private void enliven() {
        for (PartitionGroup<S> group : assignment.groups()) {
            if (!group.live && Offsets.readToEnd(consumer, group)) {
                group.live = true;
                List.copyOf(group.slots.values()).forEach(slot -> desk.react(group, slot));
            }
            desk.releaseOrphans(group);
        }
        caughtUp = assignment.groups().stream().allMatch(group -> group.live);
    }

    private void commitNowAndThen() {
        long now = System.nanoTime();
        if (now - lastCommit <= COMMIT_NANOS) {
            return;
        }
        lastCommit = now;
        Map<TopicPartition, OffsetAndMetadata> offsets =
                Offsets.committable(assignment.groups(), false);
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, null);
        }
        listener.openIncidents(
                role.role(), assignment.groups().stream().mapToInt(g -> g.slots.size()).sum());
    }
}
