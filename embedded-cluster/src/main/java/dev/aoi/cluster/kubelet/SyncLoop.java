package dev.aoi.cluster.kubelet;

import java.time.Duration;
import java.time.Instant;

/**
 * When the kubelet looks at a failing container again: after a failure in ten seconds, after a
 * back-off when it ends or in a minute, each a little later than that (kubelet: {@code
 * backOffPeriod}, {@code resyncInterval}, {@code MinBackoffExpiration}). What one look finds is in
 * the pod's status only from the next one on.
 */
final class SyncLoop {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration RESYNC = Duration.ofSeconds(60);
    private static final double SPREAD = 0.13;
    private static final double LEAST = 1.02;

    private final ContainerWorker container;
    private int asked;

    SyncLoop(ContainerWorker container) {
        this.container = container;
    }

    /** The next look after a failure that has no back-off of its own. */
    void afterFailure(Runnable look) {
        plan(later(AFTER_FAILURE), look);
    }

    /** The next look while a restart waits until {@code end}. */
    void whileBackingOff(Instant end, Runnable look) {
        Duration remaining = Duration.between(container.pod().now(), end);
        plan(later(remaining.compareTo(RESYNC) > 0 ? RESYNC : remaining), look);
    }

    /** The last that was planned is the one that counts. */
    private void plan(Duration delay, Runnable look) {
        int turn = ++asked;
        container.plan(
                delay,
                () -> {
                    if (turn == asked) {
                        look.run();
                    }
                });
    }

    private Duration later(Duration delay) {
        PodWorker pod = container.pod();
        double factor = LEAST + SPREAD * pod.chance();
        Instant due = pod.now().plusMillis(Math.max(1, Math.round(delay.toMillis() * factor)));
        return Duration.between(pod.now(), pod.node().rounds().from(due));
    }
}
