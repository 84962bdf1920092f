package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;

/**
 * What the pod table shows of all the containers together.
 *
 * <p>Steps, as the server's printer takes them:
 *
 * <ol>
 *   <li>start from the pod's reason, or else its phase;
 *   <li>the first init container that has not succeeded decides, as {@code Init:...};
 *   <li>otherwise the containers, last to first: each that waits or ended with a reason overwrites;
 *   <li>a pod that is being deleted and has not ended is {@code Terminating}.
 * </ol>
 *
 * @param reason the STATUS cell
 * @param ready containers that are ready
 * @param total containers
 * @param restarts sum of restarts
 * @param lastRestart RFC 3339 time of the last restart; empty when unknown
 */
public record PodSummary(String reason, int ready, int total, int restarts, String lastRestart) {
    /** Summarises a pod. */
    public static PodSummary of(JsonNode pod) {
        return new Reader(pod).read();
    }

    /** {@code ready/total}. */
    public String readiness() {
        return ready + "/" + total;
    }

    static boolean isTrue(JsonNode pod, String condition) {
        return pod.at("/status/conditions")
                .valueStream()
                .anyMatch(
                        c ->
                                c.path("type").asString("").equals(condition)
                                        && c.path("status").asString("").equals("True"));
    }

    private static final class Reader {
        private final JsonNode pod;
        private final JsonNode status;
        private String reason;
        private int ready;
        private int restarts;
        private String lastRestart = "";

        Reader(JsonNode pod) {
            this.pod = pod;
            this.status = pod.path("status");
            this.reason =
                    Cells.or(status.path("reason").asString(""), status.path("phase").asString(""));
        }

        PodSummary read() {
            boolean gated =
                    status.path("conditions")
                            .valueStream()
                            .anyMatch(c -> c.path("reason").asString("").equals("SchedulingGated"));
            if (gated) {
                reason = "SchedulingGated";
            }
            boolean initializing = readInitContainers();
            if (!initializing || isTrue(pod, "Initialized")) {
                readContainers();
            }
            if (!pod.at("/metadata/deletionTimestamp").isMissingNode()) {
                String phase = status.path("phase").asString("");
                if (status.path("reason").asString("").equals("NodeLost")) {
                    reason = "Unknown";
                } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
                    reason = "Terminating";
                }
            }
            int total = pod.at("/spec/containers").size();
            return new PodSummary(reason, ready, total, restarts, lastRestart);
        }

        private boolean readInitContainers() {
            int index = 0;
            for (JsonNode container : status.path("initContainerStatuses")) {
                count(container);
                JsonNode terminated = container.at("/state/terminated");
                String waiting = container.at("/state/waiting/reason").asString("");
                if (terminated.isObject() && terminated.path("exitCode").asInt(0) == 0) {
                    index++;
                    continue;
                }
                if (terminated.isObject()) {
                    reason = "Init:" + ended(terminated);
                } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                    reason = "Init:" + waiting;
                } else {
                    reason = "Init:" + index + "/" + pod.at("/spec/initContainers").size();
                }
                return true;
            }
            return false;
        }

        private void readContainers() {
            restarts = 0;
            boolean running = false;
            JsonNode containers = status.path("containerStatuses");
            for (int i = containers.size() - 1; i >= 0; i--) {
                JsonNode container = containers.get(i);
                count(container);
                String waiting = container.at("/state/waiting/reason").asString("");
                JsonNode terminated = container.at("/state/terminated");
                if (!waiting.isEmpty()) {
                    reason = waiting;
                } else if (terminated.isObject()) {
                    reason = ended(terminated);
                } else if (container.path("ready").asBoolean(false)
                        && container.at("/state/running").isObject()) {
                    running = true;
                    ready++;
                }
            }
            if (reason.equals("Completed") && running) {
                reason = isTrue(pod, "Ready") ? "Running" : "NotReady";
            }
        }

        private void count(JsonNode container) {
            restarts += container.path("restartCount").asInt(0);
            String finished = container.at("/lastState/terminated/finishedAt").asString("");
            if (finished.compareTo(lastRestart) > 0) {
                lastRestart = finished;
            }
        }

        private static String ended(JsonNode terminated) {
            String reason = terminated.path("reason").asString("");
            if (!reason.isEmpty()) {
                return reason;
            }
            int signal = terminated.path("signal").asInt(0);
            return signal != 0
                    ? "Signal:" + signal
                    : "ExitCode:" + terminated.path("exitCode").asInt(0);
        }
    }
}
