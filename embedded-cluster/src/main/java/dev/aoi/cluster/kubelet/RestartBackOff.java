package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kubelet.ContainerState.Terminated;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a container that has ended, and is to run again, is started (kuberuntime: {@code
 * doBackOff}).
 *
 * <ol>
 *   <li>The back-off is asked about the newest end that the kubelet knew when it began to look:
 *       that of a container which it ends itself is not among them yet.
 *   <li>Nothing left to wait for: started at once.
 *   <li>Else the kubelet tells of it and looks again when {@link SyncLoop} says so, or when a
 *       probe's result makes it; the state shows the wait from that look on.
 *   <li>The look after the end of the back-off starts the container.
 * </ol>
 */
final class RestartBackOff {
    /** From an end that the kubelet knows of to its next try. */
    private static final Duration KNOWN = Duration.ofMillis(10);

    /** The same where the kubelet has ended the container to start it again. */
    private static final Duration OWN = Duration.ofMillis(130);

    private final ContainerWorker container;
    private final BackOff crashes = new BackOff();
    private Instant backOffEnds = Instant.EPOCH;

    /** The end whose back-off has not passed yet. */
    private @Nullable Terminated awaited;

    RestartBackOff(ContainerWorker container) {
        this.container = container;
    }

    /**
     * The container has ended.
     *
     * @param known the newest end that the kubelet knew of
     * @return whether its restart has to wait
     */
    boolean ended(Terminated end, Optional<Terminated> known) {
        Instant now = container.pod().now();
        boolean own = !known.equals(Optional.of(end));
        if (known.map(t -> crashes.left(t.finished(), now).isZero()).orElse(true)) {
            known.ifPresent(t -> crashes.tries(t.finished(), now));
            container.plan(own ? OWN : KNOWN, container::start);
            return false;
        }
        Duration delay = crashes.delay();
        backOffEnds = end.finished().plus(delay);
        awaited = end;
        tell();
        container.syncs().whileBackingOff(backOffEnds, () -> look(end, delay));
        if (own) {
            container.plan(container.pod().untilSeen(), this::lookNow);
        }
        return true;
    }

    /** A probe's result makes the kubelet look at a container that waits for its restart. */
    void lookNow() {
        Terminated end = awaited;
        if (end != null
                && container.process().isEmpty()
                && !container.finished()
                && !container.pod().terminating()) {
            look(end, crashes.delay());
        }
    }

    private void look(Terminated end, Duration delay) {
        container.waiting(
                "CrashLoopBackOff",
                "back-off "
                        + BackOff.text(delay)
                        + " restarting failed container="
                        + container.name()
                        + " pod="
                        + container.pod().fullName());
        Instant now = container.pod().now();
        if (now.isBefore(backOffEnds)) {
            tell();
            container.syncs().whileBackingOff(backOffEnds, () -> look(end, delay));
        } else {
            awaited = null;
            crashes.tries(end.finished(), now);
            container.start();
        }
    }

    private void tell() {
        container.event(
                "Warning",
                "BackOff",
                "Back-off restarting failed container "
                        + container.name()
                        + " in pod "
                        + container.pod().fullName());
    }
}
