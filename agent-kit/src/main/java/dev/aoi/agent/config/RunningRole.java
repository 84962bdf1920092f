package dev.aoi.agent.config;

import dev.aoi.agent.machine.MachineRuntime;
import dev.aoi.schemas.topic.Writer;

import java.time.Duration;

/** A role that was started in this process. */
record RunningRole(Writer role, MachineRuntime<?, ?> runtime, MeteredRuntime listener) {
    /** The loop is heard several times a second; a broker that is away does not silence it. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    boolean dead() {
        return !runtime.alive() || listener.silence().compareTo(SILENT) > 0;
    }

    boolean ready() {
        return assigned() && runtime.caughtUp();
    }

    private boolean assigned() {
        try {
            return runtime.awaitAssigned(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String story() {
        if (!runtime.alive()) {
            return runtime.failure().isEmpty() ? "stopped" : runtime.failure();
        }
        return "%s, last heard %d ms ago, %d open"
                .formatted(
                        !assigned()
                                ? "joining its group"
                                : runtime.caughtUp() ? "caught up" : "reading the log",
                        listener.silence().toMillis(),
                        listener.openIncidents());
    }
}
