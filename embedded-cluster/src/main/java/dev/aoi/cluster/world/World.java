package dev.aoi.cluster.world;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One cluster in virtual time. What happens in it is a function of its seed and of the requests and
 * advances that reach it from outside.
 *
 * <p>How time passes:
 *
 * <ol>
 *   <li>every request costs {@link #REQUEST_COST};
 *   <li>after an accepted write the world settles: the controllers run until nothing is queued, and
 *       timers due within {@link #SETTLING} of the write fire (at the pace {@link Pace#VIRTUAL};
 *       none at the others), so the clock ends at the last of them;
 *   <li>{@link #advance} passes time on demand, also for a host that lets it pass with the wall
 *       clock; nothing else does.
 * </ol>
 *
 * <p>Timers fire in the order (due, set), each with the clock at its due time, so passing time in
 * many steps is the same as passing it in one. All of it happens under one lock.
 */
public final class World {
    /** Virtual time that one request takes. */
    public static final Duration REQUEST_COST = Duration.ofMillis(20);

    /** How far a write's consequences are followed before it is answered. */
    public static final Duration SETTLING = Duration.ofSeconds(2);

    private static final Duration DNS_AFTER = Duration.ofSeconds(6);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(73);

    private static final Instant EPOCH = Instant.parse("2025-06-01T00:00:00Z");
    private static final int EPOCH_SPREAD_SECONDS = 90 * 24 * 3600;

    private static final Logger LOG = LoggerFactory.getLogger(World.class);

    private final String name;
    private final WorldSpec spec;
    private final SplittableRandom random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Timeline timeline;
    private final List<AcceptedWrite> writes = new ArrayList<>();
    private final ControllerRunner runner;
    private final ObjectStore store;
    private final EventRecorder events;
    private final Behaviour behaviour;
    private Journal journal = Journal.NONE;
    private boolean closed;
    private boolean unsettled;

    /**
     * A new world with its nodes and system namespaces, settled.
     *
     * @param name unique on its host
     * @param seed decides everything that is random
     */
    public World(String name, long seed, BehaviourFactory behaviours) {
        this(name, WorldSpec.of(seed), behaviours);
    }

    /**
     * A new world of the given shape, settled.
     *
     * @param name unique on its host
     * @param seed decides everything that is random
     * @param shape its nodes and what is in it at first
     */
    public World(String name, long seed, ClusterShape shape, BehaviourFactory behaviours) {
        this(name, WorldSpec.of(seed).withShape(shape), behaviours);
    }

    /**
     * A new world, settled.
     *
     * @param name unique on its host
     */
    public World(String name, WorldSpec spec, BehaviourFactory behaviours) {
        this.name = name;
        this.spec = spec;
        long seed = spec.seed();
        this.random = new SplittableRandom(seed);
        int offset = new SplittableRandom(~seed).nextInt(EPOCH_SPREAD_SECONDS);
        this.timeline = new Timeline(spec.start().orElse(EPOCH.plusSeconds(offset)));
        this.runner = new ControllerRunner(this, timeline);
        this.store = new ObjectStore(seed, this::now, runner::changed);
        this.events = new CorrelatingEventRecorder(this);
        this.behaviour = behaviours.create(this);
        runner.add(new EventExpiry());
        if (spec.shape() == ClusterShape.KIND) {
            runner.add(new ExecutorAccess());
        }
        behaviour.controllers().forEach(runner::add);
        Bootstrap.populate(store, spec.shape(), now());
        runner.drain();
        if (spec.shape() == ClusterShape.NODE1) {
            furnish();
        }
    }

    /** A cluster of one node is a little older than what is done with it, and has DNS. */
    private void furnish() {
        StartOfNode.record(this);
        timeline.passTo(now().plus(DNS_AFTER), runner::drain);
        BootstrapObjects.DNS.create(store, now());
        timeline.passTo(now().plus(LEFT_ALONE), runner::drain);
    }

    /** Unique on its host. */
    public String name() {
        return name;
    }

    /** Decides everything that is random. */
    public long seed() {
        return spec.seed();
    }

    /** Its nodes and what is in it at first. */
    public ClusterShape shape() {
        return spec.shape();
    }

    /** What it was made of. */
    public WorldSpec spec() {
        return spec;
    }

    /** Virtual time. */
    public Instant now() {
        return timeline.now();
    }

    /** The world's objects; only under {@link #locked} when others may use the world. */
    public ObjectStore store() {
        return store;
    }

    /** The one source of randomness of everything that lives here. */
    public RandomGenerator random() {
        return random;
    }

    /** Writes events. */
    public EventRecorder events() {
        return events;
    }

    /** Logs and exec of its pods. */
    public PodRuntime runtime() {
        return behaviour.runtime();
    }

    /** Reconciles that ended in an exception so far; 0 in a world whose controllers are right. */
    public long failures() {
        return runner.failures();
    }

    /** When the pending timers are due, in the order in which they will fire. */
    public List<Instant> pendingTimers() {
        return locked(timeline::pending);
    }

    /** Mutating requests of users that were accepted, oldest first. */
    public List<AcceptedWrite> writes() {
        return locked(() -> List.copyOf(writes));
    }

    /** From now on outside influences are written to {@code journal}. */
    public void journal(Journal journal) {
        this.journal = journal;
    }

    /** Queues a key for a controller, as if it watched it. */
    public void enqueue(String controller, ObjectKey key) {
        runner.enqueue(controller, key);
    }

    /** Runs {@code action} at {@code due}, or at once when that has passed. */
    public void at(Instant due, Runnable action) {
        timeline.set(due, action);
    }

    /** Runs {@code action} with the world to itself, settled; takes no virtual time. */
    public <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            if (unsettled && lock.getHoldCount() == 1) {
                settle();
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** A request that changes nothing but the clock. */
    public <T> T read(Supplier<T> action) {
        return locked(
                () -> {
                    mustBeOpen();
                    passRequest();
                    record(() -> journal.clock(now()));
                    return action.get();
                });
    }

    /**
     * A request that changes the world: applied, journaled, settled, answered. A refused one leaves
     * only the clock changed.
     *
     * @param request what is journaled, and given to {@link #replay} after a restart
     * @param action what it does; its answer is taken before the world settles
     */
    public <T> T write(WriteRequest request, Supplier<T> action) {
        return locked(
                () -> {
                    T answer = begin(request, action);
                    settle();
                    return answer;
                });
    }

    /**
     * As {@link #write}, but answered before the world settles, as a server does whose controllers
     * are other processes. Nobody sees the difference: whoever looks at the world next, settles it.
     */
    public <T> T begin(WriteRequest request, Supplier<T> action) {
        return locked(
                () -> {
                    mustBeOpen();
                    passRequest();
                    long before = store.revision();
                    T answer;
                    try {
                        answer = action.get();
                    } catch (RuntimeException e) {
                        if (store.revision() == before && request.changesObjects()) {
                            record(() -> journal.clock(now()));
                        } else {
                            // Part of it took effect: it must be replayed, refusal and all.
                            record(() -> journal.write(now(), request));
                            settle();
                        }
                        throw e;
                    }
                    record(() -> journal.write(now(), request));
                    remember(request, answer);
                    unsettled = true;
                    return answer;
                });
    }

    /** Applies a journaled request again. */
    public void replay(Instant at, WriteRequest request, Supplier<?> action) {
        locked(
                () -> {
                    passTo(at);
                    try {
                        remember(request, action.get());
                    } catch (RuntimeException e) {
                        LOG.debug("World {}: replayed a refusal: {}", name, e.getMessage());
                    }
                    settle();
                    return at;
                });
    }

    /** Applies a journaled clock again. */
    public void replay(Instant at) {
        locked(
                () -> {
                    passTo(at);
                    return at;
                });
    }

    /**
     * Lets time pass.
     *
     * @return the new virtual time
     * @throws ApiException 400 when a world in virtual time would pass the wall clock
     */
    public Instant advance(Duration duration) {
        return locked(
                () -> {
                    mustBeOpen();
                    Instant target = now().plus(duration);
                    boolean late = spec.pace() != Pace.WALL && target.isAfter(Instant.now());
                    if (duration.isNegative() || late) {
                        throw ApiException.badRequest(
                                "cannot advance world %s from %s by %s: it would run backwards or pass the wall clock"
                                        .formatted(name, now(), duration));
                    }
                    passTo(target);
                    record(() -> journal.clock(now()));
                    return now();
                });
    }

    /** Lets time pass up to {@code target}, unless the clock is there already. */
    public void catchUp(Instant target) {
        locked(
                () -> {
                    mustBeOpen();
                    if (target.isAfter(now())) {
                        passTo(target);
                        record(() -> journal.clock(now()));
                    }
                    return now();
                });
    }

    private Duration settling() {
        return spec.pace() == Pace.VIRTUAL ? SETTLING : Duration.ZERO;
    }

    /** Runs the controllers, and in virtual time the timers due within {@link #SETTLING}. */
    public void settle() {
        lock.lock();
        try {
            unsettled = false;
            timeline.settle(settling(), runner::drain);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Settles what a {@link #begin} has left. */
    public void finish() {
        locked(this::now);
    }

    /**
     * Waits, in wall time, until the store has changed after {@code revision} or the world ends.
     *
     * @return whether it has changed
     */
    public boolean awaitChange(long revision, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (store.revision() <= revision && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return store.revision() > revision;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, in wall time, until virtual time has passed or the world ends.
     *
     * @param seen the clock as it was seen
     */
    public void awaitTime(Instant seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (!now().isAfter(seen) && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the world: watches stop, requests are refused with 503. */
    public void close() {
        locked(
                () -> {
                    closed = true;
                    changed.signalAll();
                    return name;
                });
    }

    /** Whether the world has ended. */
    public boolean closed() {
        return locked(() -> closed);
    }

    /** A world that cannot be journaled must not go on: its log would no longer tell its story. */
    private void record(Runnable entry) {
        try {
            entry.run();
        } catch (RuntimeException e) {
            closed = true;
            throw e;
        }
    }

    private void passRequest() {
        passTo(now().plus(REQUEST_COST));
    }

    private void passTo(Instant target) {
        timeline.passTo(target, runner::drain);
        changed.signalAll();
    }

    private void remember(WriteRequest request, Object answer) {
        if (answer instanceof ObjectNode object) {
            String given = ObjectMeta.resourceVersion(object);
            String version = given.isEmpty() ? Long.toString(store.revision()) : given;
            writes.add(
                    new AcceptedWrite(
                            request.user(), request.verb(), request.path(), version, now()));
        }
    }

    private void mustBeOpen() {
        if (closed) {
            throw new ApiException(
                    503,
                    "ServiceUnavailable",
                    "world " + name + " has ended",
                    JsonNodeFactory.instance.objectNode());
        }
    }
}
