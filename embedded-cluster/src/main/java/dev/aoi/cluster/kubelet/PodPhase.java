package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kubelet.ContainerState.Running;
import dev.aoi.cluster.kubelet.ContainerState.Terminated;

/** Phase of a pod from its containers (kubelet: {@code getPhase}). */
final class PodPhase {
    private PodPhase() {}

    static String of(PodWorker pod) {
        String policy = pod.object().at("/spec/restartPolicy").asString("Always");
        boolean initFailed =
                pod.initContainers().stream().anyMatch(c -> c.finished() && !c.ready());
        if (initFailed) {
            return "Failed";
        }
        int running = 0;
        int neverRan = 0;
        int failed = 0;
        for (ContainerWorker container : pod.apps()) {
            switch (container.state()) {
                case Running _ -> running++;
                case Terminated end -> failed += end.exitCode() == 0 ? 0 : 1;
                case ContainerState.Waiting _ -> {
                    if (container.last().isEmpty()) {
                        neverRan++;
                    } else {
                        failed += container.last().get().exitCode() == 0 ? 0 : 1;
                    }
                }
            }
        }
        if (neverRan > 0) {
            return "Pending";
        }
        if (running > 0 || !pod.apps().stream().allMatch(ContainerWorker::finished)) {
            return "Running";
        }
        if (policy.equals("Always") && !pod.terminating()) {
            return "Running";
        }
        return failed == 0 ? "Succeeded" : "Failed";
    }

    static boolean over(String phase) {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
