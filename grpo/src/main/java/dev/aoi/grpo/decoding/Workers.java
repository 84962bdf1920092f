package dev.aoi.grpo.decoding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that compute the parts of one task side by side, thousands of times a second: they look
 * for the next task for a while before they sleep.
 *
 * <p>What must hold: one thread gives tasks; parts do not depend on each other.
 */
final class Workers implements AutoCloseable {
    private static final int LOOKS = 20_000;

    /** Work on parts {@code from} to {@code to - 1}. */
    @FunctionalInterface
    interface Task {
        /**
         * @param worker 0 to threads - 1, for memory of its own
         */
        void run(int worker, int from, int to);
    }

    private final List<Thread> helpers = new ArrayList<>();
    private final AtomicInteger nextPart = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private @Nullable Task task;
    private int count;
    private int grain;
    private volatile int round;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /**
     * @param threads with the caller's
     */
    Workers(int threads) {
        for (int worker = 1; worker < threads; worker++) {
            int number = worker;
            helpers.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("decoder-" + worker)
                            .unstarted(() -> help(number)));
        }
        helpers.forEach(Thread::start);
    }

    /** How many, with the caller. */
    int threads() {
        return helpers.size() + 1;
    }

    /**
     * Computes all parts.
     *
     * @param grain parts that one takes at a time
     */
    void share(int count, int grain, Task task) {
        if (helpers.isEmpty() || count <= grain) {
            task.run(0, 0, count);
            return;
        }
        this.task = task;
        this.count = count;
        this.grain = grain;
        failure = null;
        nextPart.set(0);
        busy.set(helpers.size());
        round++;
        helpers.forEach(LockSupport::unpark);
        try {
            take(0);
        } finally {
            // Whatever happened here: nobody may still compute when the caller goes on.
            while (busy.get() > 0) {
                Thread.onSpinWait();
            }
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("a decoder's thread failed", failed);
        }
    }

    private void take(int worker) {
        Task current = task;
        int total = count;
        int some = grain;
        for (int from = nextPart.getAndAdd(some);
                from < total && current != null;
                from = nextPart.getAndAdd(some)) {
            current.run(worker, from, Math.min(total, from + some));
        }
    }

    private void help(int worker) {
        int done = 0;
        while (!closed) {
            for (int look = 0; round == done && look < LOOKS; look++) {
                Thread.onSpinWait();
            }
            while (round == done && !closed) {
                LockSupport.park(this);
            }
            if (closed) {
                return;
            }
            done = round;
            try {
                take(worker);
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                busy.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }
}
