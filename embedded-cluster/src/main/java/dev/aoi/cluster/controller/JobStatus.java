package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The status of a job, on its way from what is stored to what is to be stored. */
final class JobStatus {
    private static final String SUSPENDED = "Suspended";

    private final ObjectNode job;
    private final ObjectNode status;
    private final ControllerContext context;

    JobStatus(ObjectNode job, ControllerContext context) {
        this.job = job;
        this.status =
                job.path("status") instanceof ObjectNode stored
                        ? stored.deepCopy()
                        : job.objectNode();
        this.context = context;
    }

    static boolean finished(ObjectNode job) {
        return finishedAt(job).isPresent();
    }

    static Optional<Instant> finishedAt(ObjectNode job) {
        for (JsonNode condition : job.path("status").path("conditions")) {
            String type = condition.path("type").asString("");
            if (type.equals("Complete") || type.equals("Failed")) {
                return Times.read(condition.path("lastTransitionTime"));
            }
        }
        return Optional.empty();
    }

    void start() {
        if (!status.has("startTime")) {
            status.put("startTime", Times.text(context.now()));
        }
    }

    Optional<Instant> startTime() {
        return Times.read(status.path("startTime"));
    }

    /** The end that was decided earlier. */
    Optional<JobEnd> decided() {
        return status.path("conditions")
                .valueStream()
                .filter(
                        c ->
                                List.of("SuccessCriteriaMet", "FailureTarget")
                                        .contains(c.path("type").asString("")))
                .map(JobEnd::of)
                .findFirst();
    }

    void suspend(boolean suspended) {
        Optional<JsonNode> told =
                status.path("conditions")
                        .valueStream()
                        .filter(c -> c.path("type").asString("").equals(SUSPENDED))
                        .findFirst();
        boolean before = told.filter(c -> c.path("status").asString("").equals("True")).isPresent();
        if (suspended == before) {
            return;
        }
        status.remove("startTime");
        String reason = suspended ? "JobSuspended" : "JobResumed";
        String message = suspended ? "Job suspended" : "Job resumed";
        ObjectNode condition =
                (ObjectNode) told.orElseGet(() -> status.withArray("conditions").addObject());
        fill(condition, SUSPENDED, suspended ? "True" : "False", reason, message);
        if (!suspended) {
            start();
        }
        JobController.event(job, context, "Normal", suspended ? SUSPENDED : "Resumed", message);
    }

    void counts(JobCount count) {
        count("active", count.active().size());
        status.put("ready", count.ready());
        status.put("terminating", count.terminating());
        status.putObject("uncountedTerminatedPods");
    }

    /** Takes down pods that are not counted yet. */
    void uncounted(JobCount count) {
        ObjectNode uncounted = status.putObject("uncountedTerminatedPods");
        list(uncounted, "succeeded", count.newSucceeded());
        list(
                uncounted,
                "failed",
                count.newFailed().stream().filter(p -> !count.ignored().contains(p)).toList());
    }

    private static void list(ObjectNode uncounted, String field, List<ObjectNode> pods) {
        if (!pods.isEmpty()) {
            pods.forEach(pod -> uncounted.withArray(field).add(ObjectMeta.uid(pod)));
        }
    }

    /** Counts what was uncounted. */
    void counted(JobCount count) {
        status.putObject("uncountedTerminatedPods");
        count("succeeded", count.succeeded());
        count("failed", count.failed());
        if (JobIndexes.indexed(job) && !count.done().isEmpty()) {
            status.put("completedIndexes", JobIndexes.text(count.done()));
        }
    }

    /** Tells that the end is decided; false when that is told already. */
    boolean decide(JobEnd end) {
        if (decided().isPresent()) {
            return false;
        }
        add(end.interim(), end);
        return true;
    }

    void finish(JobEnd end) {
        add(end.terminal(), end);
        if (end.good()) {
            status.put("completionTime", Times.text(context.now()));
        }
    }

    void write() {
        context.store()
                .get(ObjectKey.of(JOB, job))
                .ifPresent(stored -> Status.write(context.store(), JOB, stored, status.deepCopy()));
    }

    private void add(String type, JobEnd end) {
        fill(status.withArray("conditions").addObject(), type, "True", end.reason(), end.message());
    }

    private void fill(
            ObjectNode condition, String type, String value, String reason, String message) {
        String now = Times.text(context.now());
        condition
                .put("type", type)
                .put("status", value)
                .put("lastProbeTime", now)
                .put("lastTransitionTime", now)
                .put("reason", reason)
                .put("message", message);
    }

    private void count(String field, int value) {
        status.remove(field);
        Status.count(status, field, value);
    }
}
