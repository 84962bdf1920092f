package dev.aoi.env.oracle;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;

import java.util.List;
import java.util.Optional;

/**
 * The benchmark's look at all pods of a namespace (aiopslab.md 4.5). Containers are judged in this
 * order: waiting in CrashLoopBackOff is bad; terminated for another reason than Completed is bad;
 * else not ready is bad. The first bad one ends the sweep; init containers are not looked at, and
 * no pods at all are good.
 */
final class PodSweep {
    private PodSweep() {}

    /**
     * What a sweep found.
     *
     * @param healthy whether all was good
     * @param detail what was bad, or what was looked at
     */
    record Result(boolean healthy, String detail) {}

    /** The plain sweep: a pod without container statuses makes the benchmark's code fail. */
    static Result plain(List<Pod> pods) {
        return sweep(pods, true);
    }

    /** The null-safe sweep: a pod without container statuses is passed over. */
    static Result nullSafe(List<Pod> pods) {
        return sweep(pods, false);
    }

    private static Result sweep(List<Pod> pods, boolean failOnMissing) {
        for (Pod pod : pods) {
            String name = pod.getMetadata().getName();
            List<ContainerStatus> statuses = pod.getStatus().getContainerStatuses();
            if (statuses.isEmpty() && failOnMissing) {
                return new Result(
                        false,
                        "Pod " + name + " has no container statuses; the benchmark raises here");
            }
            for (ContainerStatus status : statuses) {
                Optional<String> bad = bad(status);
                if (bad.isPresent()) {
                    return new Result(
                            false,
                            "Container " + status.getName() + " of pod " + name + " " + bad.get());
                }
            }
        }
        return new Result(true, "No container of " + pods.size() + " pods is in trouble");
    }

    private static Optional<String> bad(ContainerStatus status) {
        ContainerState state = status.getState();
        if (state != null
                && state.getWaiting() != null
                && "CrashLoopBackOff".equals(state.getWaiting().getReason())) {
            return Optional.of("waits in CrashLoopBackOff");
        }
        if (state != null
                && state.getTerminated() != null
                && !"Completed".equals(state.getTerminated().getReason())) {
            return Optional.of("was terminated: " + state.getTerminated().getReason());
        }
        return Boolean.TRUE.equals(status.getReady())
                ? Optional.empty()
                : Optional.of("is not ready");
    }
}
