package dev.aoi.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and termination. The request is only noted: whoever works sees it, cleans up (cancels its
 * incident, stops its stack) and ends; the JVM waits for that, but not for ever. The exit status is
 * the JVM's own: 130 after SIGINT, 143 after SIGTERM.
 */
public final class Interruption {
    private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(60);

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
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
        requested.complete(null);
    }

    /** Whether someone wants the work to end. */
    public boolean requested() {
        return requested.isDone();
    }

    /**
     * Whether a failure may be no more than a sign of the end: it is wanted, or the JVM is ending
     * and has not told us yet. In an ending JVM code fails that would register a shutdown hook,
     * Kafka's for example.
     */
    public boolean explainsFailures() {
        return requested() || jvmEnds();
    }

    /** Done when someone wants the work to end. */
    public CompletableFuture<Void> whenRequested() {
        return requested.copy();
    }

    /**
     * Between two steps of work that nothing is lost by giving up.
     *
     * @throws Abandoned if someone wants the work to end
     */
    public void check() {
        if (requested()) {
            throw new Abandoned();
        }
    }

    /** Waits until someone wants the work to end. */
    public void await() {
        try {
            requested.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request to end cannot fail", e);
        }
    }

    /** Everything is cleaned up: the JVM may go. */
    public void finished() {
        finished.countDown();
    }

    private static boolean jvmEnds() {
        Thread probe = Thread.ofPlatform().unstarted(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shutdownInProgress) {
            return true;
        }
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
