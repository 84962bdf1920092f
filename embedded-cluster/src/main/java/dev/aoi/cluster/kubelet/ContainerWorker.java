package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.kubelet.ContainerState.Running;
import dev.aoi.cluster.kubelet.ContainerState.Terminated;
import dev.aoi.cluster.kubelet.ContainerState.Waiting;
import dev.aoi.cluster.process.CommandLine;
import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.Resolved;
import dev.aoi.cluster.process.Termination;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * State machine of one container.
 *
 * <ol>
 *   <li>The image: there, pulled, or not to be had (then back-off and again).
 *   <li>The configuration: environment resolved, or {@code CreateContainerConfigError} and again.
 *   <li>Created and started; a missing executable is a {@code StartError}.
 *   <li>Running until it exits, fails its liveness probe, or the pod is deleted.
 *   <li>After an exit the restart policy decides: for good, or again after a back-off.
 * </ol>
 *
 * Invariants: at most one process lives; the previous instance's state and log are kept until the
 * next one ends; a plan made for one instance does nothing for a later one.
 */
final class ContainerWorker {
    private static final String UNCONFIGURED = "CreateContainerConfigError";
    private static final String START_ERROR = "StartError";

    /** What a container takes to start, at least and besides. */
    private static final Duration STARTING = Duration.ofMillis(60);

    private final PodWorker pod;
    private final ContainerRole role;
    private final String name;
    private final RestartBackOff restarts = new RestartBackOff(this);
    private final ImagePull pull;
    private final SyncLoop syncs = new SyncLoop(this);
    private List<ProbeWorker> probes = List.of();

    /** The kubelet itself ends the process, to start another. */
    private boolean ending;

    private PodStop.@Nullable Ending stopping;

    /** The kubelet ended the process, and its own status does not tell of that yet. */
    private boolean unnoticed;

    private JsonNode spec;
    private ContainerState state;
    private @Nullable Terminated last;
    private @Nullable ContainerProcess process;
    private @Nullable ContainerLog log;
    private @Nullable ContainerLog previousLog;
    private Optional<Image> image = Optional.empty();
    private String containerId = "";
    private String toldId = "";
    private int instances;
    private int epoch;
    private boolean ready;
    private boolean started;
    private boolean finished;

    ContainerWorker(PodWorker pod, JsonNode spec, ContainerRole role, String waitingFor) {
        this.pod = pod;
        this.spec = spec;
        this.role = role;
        this.name = spec.path("name").asString("");
        this.state = new Waiting(waitingFor, "");
        this.pull = new ImagePull(this);
    }

    /** From now on its probes look. */
    void probe() {
        probes = ProbeWorker.of(this);
    }

    PodWorker pod() {
        return pod;
    }

    SyncLoop syncs() {
        return syncs;
    }

    String name() {
        return name;
    }

    JsonNode spec() {
        return spec;
    }

    boolean isEphemeral() {
        return role == ContainerRole.EPHEMERAL;
    }

    boolean isInit() {
        return role == ContainerRole.INIT;
    }

    ContainerState state() {
        return state;
    }

    Optional<Terminated> last() {
        return Optional.ofNullable(last);
    }

    Optional<ContainerProcess> process() {
        return Optional.ofNullable(process);
    }

    Optional<Image> image() {
        return image;
    }

    String containerId() {
        return containerId;
    }

    /** The container that the kubelet's own status tells of, which is the one before at first. */
    String toldId() {
        return toldId;
    }

    int restarts() {
        return Math.max(0, instances - 1);
    }

    boolean ready() {
        return ready;
    }

    boolean started() {
        return started;
    }

    /** The kubelet has ended the container, but does not know yet that it does not run any more. */
    boolean unnoticed() {
        return unnoticed;
    }

    /** Terminated, and not to be restarted. */
    boolean finished() {
        return finished;
    }

    Optional<ContainerLog> log() {
        if (process != null) {
            process.catchUp();
        }
        return Optional.ofNullable(log);
    }

    Optional<ContainerLog> previousLog() {
        return Optional.ofNullable(previousLog);
    }

    /** Begins, or begins again: looks for the image first. */
    void start() {
        pull.start();
    }

    void waiting(String reason, String message) {
        if (state instanceof Terminated t) {
            last = t;
        }
        unnoticed = false;
        state = new Waiting(reason, message);
    }

    /** The image is on the node: resolves the configuration and creates the container. */
    void create(Image found) {
        Map<String, String> environment;
        try {
            environment = pod.environment().resolve(spec, pod.hostname(), found.path());
        } catch (ConfigurationMissing missing) {
            event("Warning", "Failed", "Error: " + missing.text());
            boolean first = !(state instanceof Waiting w && w.reason().equals(UNCONFIGURED));
            Runnable again =
                    () -> {
                        waiting(UNCONFIGURED, missing.text());
                        start();
                    };
            if (first) {
                plan(pod.jitter(Duration.ofMillis(600)), again);
            } else {
                syncs.afterFailure(again);
            }
            return;
        }
        image = Optional.of(found);
        plan(pod.jitter(Duration.ofMillis(40)), () -> created(found, environment));
    }

    private void created(Image found, Map<String, String> environment) {
        event("Normal", "Created", "Container created");
        instances++;
        containerId = "containerd://" + Digests.hex(pod.uid() + "/" + name + "/" + instances, 64);
        previousLog = log;
        log = new ContainerLog();
        Resolved resolved =
                CommandLine.resolve(
                        found, strings(spec.path("command")), strings(spec.path("args")));
        switch (resolved) {
            case Resolved.NotFound missing -> failToStart(missing.name());
            case Resolved.Executable executable -> {
                ContainerProcess next =
                        new ContainerProcess(
                                this,
                                executable.program(),
                                executable.argv(),
                                environment,
                                pod.files().pinned(spec),
                                instances - 1);
                plan(STARTING.plus(pod.jitter(STARTING)), () -> run(next));
            }
        }
    }

    private void failToStart(String executable) {
        String message =
                "failed to create containerd task: failed to create shim task: OCI runtime create"
                        + " failed: runc create failed: unable to start container process: exec: \""
                        + executable
                        + "\": executable file not found in $PATH";
        event("Warning", "Failed", "Error: " + message);
        stopped(128, START_ERROR, message, Instant.EPOCH, pod.now());
        if (!finished) {
            waiting("RunContainerError", message);
        }
    }

    private void run(ContainerProcess next) {
        event("Normal", "Started", "Container started");
        if (state instanceof Terminated t) {
            last = t;
        }
        unnoticed = false;
        state = new Running(pod.now());
        process = next;
        toldId = containerId;
        started = spec.path("startupProbe").isMissingNode();
        ready = role == ContainerRole.APP && started && spec.path("readinessProbe").isMissingNode();
        next.start();
        probes.forEach(ProbeWorker::started);
    }

    /** A startup probe succeeded, or a readiness probe changed its mind. */
    void probed(boolean nowStarted, boolean nowReady) {
        started = nowStarted;
        ready = nowReady;
    }

    /** The process ended by itself. */
    void exited(ContainerProcess ended, int code) {
        unseen(ended, code, reason(code));
    }

    /** The kernel killed the process for want of memory. */
    void outOfMemory(ContainerProcess ended) {
        unseen(ended, 137, "OOMKilled");
    }

    /** The kubelet learns of it from its next list of the containers. */
    private void unseen(ContainerProcess ended, int code, String reason) {
        Instant at = pod.now();
        pod.plan(
                pod.untilSeen(),
                () -> {
                    if (process == ended) {
                        stopped(code, reason, "", since(), at);
                    }
                });
    }

    /** The first process gets SIGKILL. */
    void killed() {
        ContainerProcess ending = process;
        if (ending != null) {
            pod.plan(Duration.ZERO, () -> died(ending, 137));
        }
    }

    /** A command in the container asked its first process to end. */
    void signal(ContainerProcess to) {
        if (process != to) {
            return;
        }
        Termination answer = to.terminate();
        if (answer.delay().compareTo(Duration.ofDays(1)) < 0) {
            pod.plan(answer.delay(), () -> died(to, answer.exitCode()));
        }
    }

    private Instant since() {
        return state instanceof Running running ? running.since() : pod.now();
    }

    private static String reason(int code) {
        return code == 0 ? "Completed" : "Error";
    }

    private void stopped(int code, String reason, String message, Instant begun, Instant at) {
        epoch++;
        Terminated end = new Terminated(code, reason, message, begun, at, containerId);
        if (state instanceof Terminated t) {
            last = t;
        }
        process = null;
        ready = false;
        started = false;
        state = end;
        if (!pod.restarts(this, code)) {
            finished = true;
            // A completed init container counts as ready.
            ready = isInit() && code == 0;
            pod.finished(this);
            return;
        }
        Optional<Terminated> known = ending ? last() : Optional.of(end);
        boolean own = ending;
        ending = false;
        if (reason.equals(START_ERROR)) {
            plan(
                    pod.untilSeen(),
                    () -> {
                        toldId = containerId;
                        restarts.ended(end, known);
                    });
            return;
        }
        // One that is started again at once is seen to run again before it is seen to have ended.
        unnoticed = restarts.ended(end, known) && own;
    }

    /** A probe's result makes the kubelet look at a container that waits for its restart. */
    void lookNow() {
        restarts.lookNow();
    }

    /** Ends the process and lets the restart policy decide what follows. */
    void restart(String why) {
        event("Normal", "Killing", why);
        ContainerProcess running = process;
        if (running != null) {
            ending = true;
            Ended end = terminate(running, pod.grace());
            pod.plan(end.after(), () -> ended(running, end.code()));
        }
    }

    /**
     * The pod is being deleted.
     *
     * @return how long the container takes to end
     */
    Duration stop(Duration grace) {
        ContainerProcess running = process;
        if (running == null) {
            epoch++;
            finished = true;
            return Duration.ZERO;
        }
        event("Normal", "Killing", "Stopping container " + name);
        Ended end = terminate(running, grace);
        stopping = new PodStop.Ending(running, end.code(), pod.now().plus(end.after()));
        pod.plan(end.after(), running::kill);
        return end.after();
    }

    /** The kubelet learns how the container of a deleted pod has ended. */
    void seenToEnd() {
        PodStop.Ending end = stopping;
        if (end != null && process == end.process()) {
            end.process().kill();
            stopped(end.code(), reason(end.code()), "", since(), end.at());
        }
    }

    private record Ended(Duration after, int code) {}

    private static Ended terminate(ContainerProcess running, Duration grace) {
        Termination answer = running.terminate();
        return answer.delay().compareTo(grace) > 0
                ? new Ended(grace, 137)
                : new Ended(answer.delay(), answer.exitCode());
    }

    private void ended(ContainerProcess ending, int code) {
        if (process == ending) {
            ending.kill();
            stopped(code, reason(code), "", since(), pod.now());
        }
    }

    private void died(ContainerProcess ending, int code) {
        if (process == ending && ending.alive()) {
            ending.kill();
            exited(ending, code);
        }
    }

    /** The pod was changed in place; only images may change. */
    void observe(JsonNode wanted) {
        String before = spec.path("image").asString("");
        spec = wanted;
        if (process != null && !before.equals(wanted.path("image").asString(""))) {
            restart("Container " + name + " definition changed, will be restarted");
        }
    }

    /** Plans a step of this instance; forgotten when the instance ends first. */
    void plan(Duration delay, Runnable work) {
        int planned = epoch;
        pod.plan(
                delay,
                () -> {
                    if (planned == epoch && !pod.terminating()) {
                        work.run();
                    }
                });
    }

    void log(Instant at, String line) {
        ContainerLog current = log;
        if (current != null) {
            current.add(at, line);
        }
    }

    void event(String type, String reason, String message) {
        pod.event(role.fieldPath(name), type, reason, message);
    }

    private static List<String> strings(JsonNode array) {
        List<String> list = new ArrayList<>();
        array.forEach(element -> list.add(element.asString("")));
        return list;
    }
}
