package dev.aoi.cluster.kubelet;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One probe of one container, asked every period from the moment at which its pod's volumes were
 * mounted (kubelet: {@code prober} worker).
 *
 * <ol>
 *   <li>A look at a container that does not run yet, whose initial delay is not over, or that has
 *       been sentenced already, asks nothing.
 *   <li>A startup probe asks until the container counts as started, the others from then on.
 *   <li>An answer counts when it came as often in a row as its threshold says: readiness is told, a
 *       failed liveness or startup sentences the container to a restart.
 *   <li>A new container is looked at with fresh eyes; a readiness probe also looks when the kubelet
 *       has listed it as running, and its period begins anew then.
 *   <li>A readiness probe goes on while a container ends, until the kubelet knows that it has.
 *   <li>A readiness probe that sees a new container, and a liveness probe that finds its container
 *       gone, make the kubelet look at the pod.
 * </ol>
 */
final class ProbeWorker {
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

    private static final Duration LATER = Duration.ofMillis(1);

    private final ContainerWorker container;
    private final Type type;
    private String seen = "";
    private boolean sentenced;
    private boolean gone;
    private boolean lastFailed;
    private int inARow;
    private int ticks;

    private ProbeWorker(ContainerWorker container, Type type) {
        this.container = container;
        this.type = type;
    }

    /** The workers of a container whose pod is about to start; they begin to look. */
    static List<ProbeWorker> of(ContainerWorker container) {
        List<ProbeWorker> workers = new ArrayList<>();
        for (Type type : Type.values()) {
            if (!container.isInit() && container.spec().has(type.field)) {
                ProbeWorker worker = new ProbeWorker(container, type);
                container.pod().plan(worker.period(), worker::first);
                workers.add(worker);
            }
        }
        return workers;
    }

    /** The container has started. */
    void started() {
        if (type == Type.READINESS) {
            // After what the same list tells of its end.
            container.plan(container.pod().untilSeen().plus(LATER), this::tick);
        }
    }

    private void first() {
        if (ticks == 0) {
            tick();
        }
    }

    /** Looks, and again a period later, whatever was planned before. */
    private void tick() {
        PodWorker pod = container.pod();
        boolean over = pod.terminating() && type != Type.READINESS;
        if (over || container.finished()) {
            return;
        }
        look();
        int turn = ++ticks;
        pod.plan(
                period(),
                () -> {
                    if (turn == ticks) {
                        tick();
                    }
                });
    }

    private Duration period() {
        return Duration.ofSeconds(Math.max(1, probe().path("periodSeconds").asInt(10)));
    }

    private JsonNode probe() {
        return container.spec().path(type.field);
    }

    private void look() {
        if (!container.toldId().equals(seen)) {
            seen = container.toldId();
            sentenced = false;
            gone = false;
            if (type == Type.READINESS) {
                container.lookNow();
            }
        }
        ContainerProcess process = container.process().orElse(null);
        if (process == null && type == Type.LIVENESS && !gone && !seen.isEmpty()) {
            gone = true;
            container.lookNow();
        }
        if (process == null && type == Type.READINESS && container.unnoticed()) {
            asked();
            return;
        }
        if (process == null
                || sentenced
                || !(container.state() instanceof ContainerState.Running running)
                || container.started() == (type == Type.STARTUP)
                || runs(running.since()) < probe().path("initialDelaySeconds").asInt(0)) {
            return;
        }
        asked();
    }

    private void asked() {
        Optional<String> failure = ProbeCheck.failure(container.pod(), container, probe());
        failure.ifPresent(
                why ->
                        container.event(
                                "Warning", "Unhealthy", type.title + " probe failed: " + why));
        boolean failed = failure.isPresent();
        inARow = failed == lastFailed ? inARow + 1 : 1;
        lastFailed = failed;
        String threshold = failed ? "failureThreshold" : "successThreshold";
        if (inARow >= Math.max(1, probe().path(threshold).asInt(failed ? 3 : 1))) {
            decide(failed);
        }
    }

    /** Whole seconds since the second of the start: the kubelet compares what a status tells. */
    private long runs(Instant since) {
        Instant told = since.truncatedTo(ChronoUnit.SECONDS);
        return Duration.between(told, container.pod().now()).toSeconds();
    }

    private void decide(boolean failed) {
        switch (type) {
            case READINESS -> container.probed(container.started(), !failed);
            case LIVENESS -> {
                if (failed) {
                    sentence("liveness");
                }
            }
            case STARTUP -> {
                if (failed) {
                    sentence("startup");
                } else {
                    container.probed(true, !container.spec().has(Type.READINESS.field));
                }
            }
        }
    }

    private void sentence(String which) {
        sentenced = true;
        inARow = 0;
        container.restart(
                "Container " + container.name() + " failed " + which + " probe, will be restarted");
    }
}
