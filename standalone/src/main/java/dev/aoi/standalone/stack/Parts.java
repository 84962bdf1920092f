package dev.aoi.standalone.stack;

import dev.aoi.standalone.Abandoned;
import dev.aoi.standalone.Interruption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running parts of a stack, in layers: those of a layer start side by side and stop side by
 * side; a later layer stops before an earlier one.
 *
 * <p>A start can be given up at any time. Parts cannot: they are given a moment to come up, so that
 * they can be stopped in good order; one that takes longer is left to itself and stopped by its own
 * thread as soon as it is up, unless the JVM ends before. Everything in a stack survives that, as
 * it survives a kill.
 *
 * <p>Invariant: what holds the ground (the folder's lock) is let go only when no part is running or
 * starting any more.
 */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** With the start-up cache, the slowest part (the broker) needs about that. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** A broker that has just come up may need more; nobody who pressed Ctrl-C waits for that. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final AutoCloseable ground;
    private final Interruption interruption;
    private final Timings timings;
    private final Deque<List<AutoCloseable>> layers = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();
    private boolean closed;

    /**
     * @param ground let go of at the very end
     */
    Parts(AutoCloseable ground, Interruption interruption, Timings timings) {
        this.ground = ground;
        this.interruption = interruption;
        this.timings = timings;
    }

    /**
     * Starts a layer and returns when all of it is up.
     *
     * @throws Abandoned on Ctrl-C; whatever came up waits for {@link #close}
     * @throws RuntimeException of the first part that could not start, when all have ended
     */
    void start(List<Part> layer) {
        interruption.check();
        List<AutoCloseable> up = new ArrayList<>();
        List<CompletableFuture<Void>> begun;
        synchronized (this) {
            layers.push(up);
            begun =
                    SideBySide.begin(
                            layer.stream().<Runnable>map(part -> () -> start(part, up)).toList());
            starts.addAll(begun);
        }
        CompletableFuture<Void> all =
                CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
        CompletableFuture<Object> turn = CompletableFuture.anyOf(all, interruption.whenRequested());
        turn.exceptionally(failure -> null).join();
        if (interruption.requested()) {
            finishWithin(MOMENT, all);
            throw new Abandoned();
        }
        try {
            SideBySide.join(begun);
        } catch (RuntimeException e) {
            if (interruption.explainsFailures()) {
                LOG.debug("Not started, as the process is ending", e);
                throw new Abandoned();
            }
            throw e;
        }
    }

    /** Stops everything. */
    @Override
    public void close() {
        List<List<AutoCloseable>> running;
        CompletableFuture<Void> none;
        synchronized (this) {
            closed = true;
            running = List.copyOf(layers);
            layers.clear();
            none = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
        }
        List<Runnable> steps = new ArrayList<>();
        for (List<AutoCloseable> layer : running) {
            steps.add(
                    () ->
                            SideBySide.run(
                                    layer.stream().<Runnable>map(p -> () -> stop(p)).toList()));
        }
        steps.add(() -> letGoAfter(none));
        runAll(steps);
    }

    /** Stops everything, but waits for that only so long: the rest goes on behind or is killed. */
    void abandon() {
        finishWithin(STOP_LIMIT, SideBySide.begin(List.of(this::close)).getFirst());
    }

    private void start(Part part, List<AutoCloseable> layer) {
        AutoCloseable up = timings.measure(part.name(), part.start()::get);
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                layer.add(up);
            }
        }
        if (late) {
            stop(up);
        }
    }

    private void letGoAfter(CompletableFuture<Void> starting) {
        if (starting.isDone()) {
            stop(ground);
        } else {
            starting.whenComplete((done, failure) -> stop(ground));
        }
    }

    private static void finishWithin(Duration limit, CompletableFuture<Void> work) {
        try {
            work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("Not done when the stack was to end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("A part of the stack could not stop", e);
        }
    }

    private static void runAll(List<Runnable> steps) {
        RuntimeException failure = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
