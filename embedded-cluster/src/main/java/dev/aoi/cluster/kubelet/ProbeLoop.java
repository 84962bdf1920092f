package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Optional;

/**
 * One probe of a running container, asked every period (Kubernetes: "Configure Liveness, Readiness
 * and Startup Probes"). The other probes wait for the startup probe.
 */
final class ProbeLoop {
    private enum Type {
        STARTUP("Startup", "startupProbe"),
        LIVENESS("Liveness", "livenessProbe"),
        READINESS("Readiness", "readinessProbe");

        private final String title;
        private final String field;

        Type(String title, String field) {
            this.title = title;
            this.field = field;
        }
    }

    private final ContainerWorker container;
    private final Type type;
    private final JsonNode probe;
    private int successes;
    private int failures;

    private ProbeLoop(ContainerWorker container, Type type, JsonNode probe) {
        this.container = container;
        this.type = type;
        this.probe = probe;
    }

    /** Starts the loops of a container that has just started. */
    static void startAll(ContainerWorker container) {
        boolean startup = start(container, Type.STARTUP);
        if (!startup) {
            startLater(container);
        }
    }

    private static void startLater(ContainerWorker container) {
        start(container, Type.LIVENESS);
        start(container, Type.READINESS);
    }

    private static boolean start(ContainerWorker container, Type type) {
        JsonNode probe = container.spec().path(type.field);
        if (probe.isMissingNode() || container.isInit()) {
            return false;
        }
        ProbeLoop loop = new ProbeLoop(container, type, probe);
        Duration delay = Duration.ofSeconds(probe.path("initialDelaySeconds").asInt(0));
        container.plan(delay.plus(container.pod().jitter(Duration.ofMillis(200))), loop::ask);
        return true;
    }

    private void ask() {
        ContainerProcess process = container.process().orElse(null);
        if (process == null) {
            return;
        }
        Optional<String> failure = ProbeCheck.failure(container.pod(), container, process, probe);
        if (failure.isPresent()) {
            successes = 0;
            failures++;
            container.event("Warning", "Unhealthy", type.title + " probe failed: " + failure.get());
        } else {
            failures = 0;
            successes++;
        }
        if (decide()) {
            container.plan(
                    Duration.ofSeconds(Math.max(1, probe.path("periodSeconds").asInt(10))),
                    this::ask);
        }
    }

    /** Acts on a threshold; false when the loop is over. */
    private boolean decide() {
        boolean succeeded = successes >= Math.max(1, probe.path("successThreshold").asInt(1));
        boolean failed = failures >= Math.max(1, probe.path("failureThreshold").asInt(3));
        return switch (type) {
            case READINESS -> {
                if (succeeded || failed) {
                    container.probed(container.started(), succeeded);
                }
                yield true;
            }
            case LIVENESS -> {
                if (failed) {
                    kill("liveness");
                }
                yield !failed;
            }
            case STARTUP -> {
                if (succeeded) {
                    boolean ready = container.spec().path("readinessProbe").isMissingNode();
                    container.probed(true, ready);
                    startLater(container);
                } else if (failed) {
                    kill("startup");
                }
                yield !succeeded && !failed;
            }
        };
    }

    private void kill(String which) {
        container.restart(
                "Container " + container.name() + " failed " + which + " probe, will be restarted");
    }
}
