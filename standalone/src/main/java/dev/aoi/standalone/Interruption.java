package dev.aoi.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and termination. The request is only noted: whoever works sees it, cleans up (cancels its
 * incident, stops its stack) and ends; the JVM waits for that, but not for ever. The exit status is
 * the JVM's own: 130 after SIGINT, 143 after SIGTERM.
 */
public final class Interruption {
    private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** Listens to the signals of this JVM. */
    public static Interruption ofThisProcess() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().name("aoi-interruption").unstarted(interruption::end));
        return interruption;
    }

    /** Asks the work to end; used by the signals and by tests. */
    public void request() {
        requested.countDown();
    }

    /** Whether someone wants the work to end. */
    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits until someone wants the work to end. */
    public void await() {
        try {
            requested.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is cleaned up: the JVM may go. */
    public void finished() {
        finished.countDown();
    }

    private void end() {
        request();
        try {
            if (!finished.await(CLEAN_UP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println(
                        "aoi: cleaning up took longer than "
                                + CLEAN_UP_LIMIT.toSeconds()
                                + " s; the next start finishes what is left.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
