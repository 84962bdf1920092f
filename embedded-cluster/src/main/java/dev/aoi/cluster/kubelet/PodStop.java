package dev.aoi.cluster.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The end of a pod on its node (kubelet: {@code SyncTerminatingPod}).
 *
 * <ol>
 *   <li>All containers are asked to end, each within the grace period.
 *   <li>When the last has ended, the sandbox is stopped, which begins with its network.
 *   <li>Only then the pod's status tells that its containers have ended. Until then readiness
 *       probes go on: they find a closed port, and then no network.
 *   <li>The object can go when all that is on the node has been cleared away.
 * </ol>
 */
final class PodStop {
    private static final Duration NETWORK = Duration.ofMillis(160);
    private static final Duration SANDBOX = Duration.ofMillis(50);
    private static final Duration CLEANED = Duration.ofMillis(70);
    private static final Duration CLEARED = Duration.ofMillis(500);

    private final PodWorker pod;
    private boolean begun;
    private boolean detached;
    private boolean removable;

    PodStop(PodWorker pod) {
        this.pod = pod;
    }

    void begin(Duration grace) {
        begun = true;
        Stream<Duration> ends = pod.containers().map(container -> container.stop(grace));
        Duration longest = ends.reduce(Duration.ZERO, PodStop::longer);
        if (pod.containers().allMatch(ContainerWorker::finished)) {
            clear();
            return;
        }
        Duration network = longest.plus(NETWORK);
        pod.plan(network, () -> detached = true);
        pod.plan(network.plus(SANDBOX).plus(pod.jitter(CLEANED)), this::stopped);
    }

    private void stopped() {
        pod.containers().forEach(ContainerWorker::seenToEnd);
        clear();
    }

    private void clear() {
        pod.plan(pod.jitter(CLEARED), () -> removable = true);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A deletion has begun. */
    boolean begun() {
        return begun;
    }

    /** The pod's network has gone. */
    boolean detached() {
        return detached;
    }

    /** All has stopped; the object can go. */
    boolean removable() {
        return removable;
    }

    /**
     * How a container ends that is asked to.
     *
     * @param at when its process ends
     */
    record Ending(ContainerProcess process, int code, Instant at) {}
}
